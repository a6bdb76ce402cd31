import {
  analyzeScript,
  namedSchema,
  tableKey,
  type AnalyzeOptions,
  type SchemaSnapshot,
} from '@tributary/sql-lineage';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { snapshotOf, type KnownTable } from './snapshot';

/** A column as its name, or as an object that has one: `"id"`, `{ "name": "id", "type": "bigint" }`. */
const column = z.union([z.string().min(1), z.object({ name: z.string().min(1) }).transform((c) => c.name)]);
/** `{ "sales.orders": ["id", "customer_id"] }`, also under a key `tables`. */
const byName = z.record(z.string().min(1), z.array(column));
const schemaJson = z.union([z.object({ tables: byName }).transform((file) => file.tables), byName]);

export type SchemaFile =
  | { readonly ok: true; readonly schema: SchemaSnapshot; readonly tables: number }
  | {
      readonly ok: false;
      readonly code: 'malformed-json' | 'schema-mismatch' | 'no-tables';
      readonly detail: string;
    };

type Context = Omit<AnalyzeOptions, 'schema' | 'tempTables'>;

/** Reading again what has not changed is most of the cost of a run over many files. */
const recent = new LRUCache<string, SchemaFile>({ max: 8 });

/** The schema in a file's text: JSON with column lists by table name, or SQL with CREATE TABLE and CREATE VIEW statements. */
export function readSchemaFile(text: string, context: Context): SchemaFile {
  const key = JSON.stringify([context, text]);
  let file = recent.get(key);
  if (file === undefined) {
    file = /^\s*[{[]/.test(text) ? fromJson(text, context) : fromSql(text, context);
    recent.set(key, file);
  }
  return file;
}

function fromJson(text: string, context: Context): SchemaFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      code: 'malformed-json',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
  const read = schemaJson.safeParse(value);
  if (!read.success) {
    return {
      ok: false,
      code: 'schema-mismatch',
      detail: 'expected column lists by table name, such as {"sales.orders": ["id", "amount"]}',
    };
  }
  return { ok: true, schema: namedSchema(read.data, context), tables: Object.keys(read.data).length };
}

/** A later statement sees the tables of those before it; the last definition of a table holds. */
function fromSql(text: string, context: Context): SchemaFile {
  const known = new Map<string, KnownTable>();
  for (const { lineage } of analyzeScript(text, context)) {
    for (const { table, columns } of lineage.definedColumns) {
      if (columns === null) continue;
      known.set(tableKey(table), { table, columns: columns.map((defined) => defined.name) });
    }
  }
  if (known.size === 0) {
    return {
      ok: false,
      code: 'no-tables',
      detail: 'no CREATE TABLE or CREATE VIEW whose columns can be told',
    };
  }
  return { ok: true, schema: snapshotOf([...known.values()]), tables: known.size };
}
