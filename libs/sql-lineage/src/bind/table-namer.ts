import { traitsOf } from '../dialect/traits';
import type { AnalyzeOptions } from '../options';
import { datasetUri } from '../paths/dataset-uri';
import type { Name } from '../tree/expression';
import type { TableRef } from './table-ref';

/** Athena's own catalog; every other one is named in the statement. */
const ATHENA_CATALOG = 'awsdatacatalog';

/** Turns names as written into datasets, by the session's database, search path and temp tables. */
export class TableNamer {
  private readonly schemas: readonly string[];
  private readonly database: string | null;
  private readonly temps: Set<string>;
  /** Every dataset that a name was tried as: which of them exist decides what the name means. */
  readonly tried: TableRef[] = [];
  private readonly refs = new Map<string, TableRef>();

  constructor(private readonly options: AnalyzeOptions) {
    const { dialect, defaultDatabase, searchPath, tempTables } = options;
    const path = searchPath?.filter((s) => s !== '$user' && s !== '"$user"' && s !== '') ?? noSchemas;
    const athena = dialect === 'athena';
    // An Athena database given alone is the schema of its names: the catalog is nearly always AwsDataCatalog.
    const databaseIsSchema = athena && path.length === 0 && defaultDatabase !== undefined;
    this.database = databaseIsSchema
      ? ATHENA_CATALOG
      : (defaultDatabase?.toLowerCase() ?? (athena ? ATHENA_CATALOG : null));
    this.schemas = databaseIsSchema
      ? [defaultDatabase.toLowerCase()]
      : path.length > 0
        ? path.map((s) => s.toLowerCase())
        : traitsOf(dialect).defaultSearchPath;
    this.temps = new Set((tempTables ?? []).map((t) => lastPart(t.toLowerCase())));
  }

  /** Remembers a temp table that the statement itself makes. */
  addTemp(name: Name): void {
    this.temps.add(name);
  }

  /** The dataset that a name means; of an unqualified one the first candidate that the snapshot knows. */
  name(parts: readonly Name[]): TableRef {
    const key = parts.length === 1 ? parts[0]! : parts.join('\u0000');
    let ref = this.refs.get(key);
    if (ref === undefined) {
      const candidates = this.candidates(parts);
      if (candidates.length > 1) this.tried.push(...candidates);
      ref =
        candidates.length > 1
          ? (candidates.find((c) => this.options.schema?.columns(c) !== undefined) ?? candidates[0]!)
          : candidates[0]!;
      this.refs.set(key, ref);
    }
    return ref;
  }

  /** The dataset that a name gets when something new is made under it: never a temp table, always the first schema. */
  target(parts: readonly Name[]): TableRef {
    const name = parts.at(-1)!;
    if (parts.length > 1 || name.startsWith('#')) return this.candidates(parts)[0]!;
    return this.table(this.database, this.schemas[0] ?? null, name);
  }

  /** Every dataset that a name can mean, likeliest first. */
  candidates(parts: readonly Name[]): readonly TableRef[] {
    const name = parts.at(-1)!;
    if (name.startsWith('#')) return [temp(name)];
    if (name.includes('://')) return [{ kind: 'path', uri: datasetUri(name) }];
    if (parts.length === 1) {
      if (this.temps.has(name)) return [temp(name)];
      if (this.options.dialect === 'redshift' && systemTable.test(name))
        return ['pg_catalog', ...this.schemas].map((schema) => this.table(this.database, schema, name));
      if (this.schemas.length === 0) return [this.table(this.database, null, name)];
      return this.schemas.map((schema) => this.table(this.database, schema, name));
    }
    if (parts.length === 2) {
      if (parts[0]!.startsWith('pg_temp')) return [temp(name)];
      return [this.table(this.database, parts[0]!, name)];
    }
    if (parts.length > 3) {
      // A linked server or project in front: it belongs to the database's name.
      return [this.table(parts.slice(0, -2).join('.'), parts.at(-2)!, name)];
    }
    return [this.table(parts[0]!, parts[1]!, name)];
  }

  private table(database: string | null, schema: string | null, name: string): TableRef {
    // A search path entry or project may itself be dotted: `project.dataset`.
    const dot = schema?.lastIndexOf('.') ?? -1;
    if (schema !== null && dot > 0) return this.table(schema.slice(0, dot), schema.slice(dot + 1), name);
    return { kind: 'table', database, schema, name, temp: false };
  }
}

/** Redshift's own tables, which lie in a schema that is always searched first. */
const systemTable =
  /^(?:(?:stl|stv|svl|svv|svcs)_\w+|pg_(?:attribute|class|constraint|database|depend|group|index|language|namespace|proc|rewrite|stat_activity|tables?|type|user|user_info|views?|table_def|locks|external_schema)|sys_(?:query|load|unload|external_query|procedure|serverless|connection|session|transaction|userlog|copy|mv|datashare|restore|analyze|vacuum)_\w+)$/;

const temp = (name: Name): TableRef => ({ kind: 'table', database: null, schema: null, name, temp: true });

const noSchemas: readonly string[] = [];

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
