import type { Analysis, EventDataset } from '@tributary/contracts';
import { type DatasetKind, datasetKind } from '@tributary/identity';
import { type Dialect, splitStatements, toDialect } from '@tributary/sql-lineage';
import { type JsonObject, objectAt, textAt } from '../json/json-value';
import type { FacetFindings } from '../observe/facet-findings';
import { keyOf } from '../observe/naming';
import type { KnownColumns, ReadSql, SqlRequest } from './sql-request';

const MOST_STATEMENTS = 200;

/** Our own reading of a job's `sql` facet. Airflow joins statements with semicolons; each is read for itself. */
export function readEventSql(
  event: JsonObject,
  datasets: readonly EventDataset[],
  readSql: ReadSql,
  found: FacetFindings,
): Analysis[] {
  const facets = objectAt(objectAt(event, 'job'), 'facets');
  const query = textAt(objectAt(facets, 'sql'), 'query');
  const place = placeOf(datasets);
  if (query === null || place === null) return [];
  const dialect = dialectOf(
    textAt(objectAt(facets, 'sql'), 'dialect'),
    textAt(objectAt(facets, 'jobType'), 'integration'),
    place.namespace,
  );
  const statements = splitStatements(query, dialect);
  if (statements.length > MOST_STATEMENTS) {
    found.warn('sql-unread', `${statements.length} statements: only the first ${MOST_STATEMENTS} were read`);
  }
  const told = knownColumns(datasets);
  const temps = new Map<string, KnownColumns | null>();
  const target = onlyOutput(datasets);
  const analyses = new Map<string, Analysis>();
  for (const { text } of statements.slice(0, MOST_STATEMENTS)) {
    const columns = [...told, ...[...temps.values()].flatMap((known) => known ?? [])];
    const analysis = readSql({
      sql: text,
      dialect,
      ...place,
      tempTables: [...temps.keys()],
      columns,
      target,
    });
    if (analysis === null) found.warn('sql-unread', 'a statement of the sql facet could not be read');
    else {
      analyses.set(analysis.key, analysis);
      rememberTemps(analysis, temps);
    }
  }
  return [...analyses.values()];
}

/** Keeps the temporary tables that there are after a statement, with their columns where it tells them. */
function rememberTemps(
  { datasets, outputs, definedColumns }: Analysis,
  temps: Map<string, KnownColumns | null>,
): void {
  for (const { dataset: index, effect } of outputs) {
    const { temp, ...dataset } = datasets[index]!;
    if (!temp) continue;
    if (effect === 'drop') {
      temps.delete(dataset.name);
      continue;
    }
    const columns = definedColumns.find((defined) => defined.dataset === index)?.columns ?? null;
    if (columns !== null) temps.set(dataset.name, { dataset, columns: columns.map(({ name }) => name) });
    else if (!temps.has(dataset.name)) temps.set(dataset.name, null);
  }
}

const TABLES: readonly DatasetKind[] = ['redshift-table', 'glue-table', 'athena-table', 's3-tables', 'other'];

type Place = Pick<SqlRequest, 'namespace' | 'defaultDatabase' | 'searchPath'>;

/** Where the statement's tables live: by the names of the event's tables, those written first; null when it has none. */
function placeOf(datasets: readonly EventDataset[]): Place | null {
  const ordered = [...datasets].sort((a, b) => Number(b.role === 'output') - Number(a.role === 'output'));
  const names = ordered
    .flatMap(({ dataset, symlinks }) => [dataset, ...symlinks.map((link) => link.name)])
    .filter((name) => TABLES.includes(datasetKind(name)));
  const namespace = names[0]?.namespace;
  if (namespace === undefined) return null;
  const paths = names
    .filter((name) => name.namespace === namespace)
    .map((name) =>
      datasetKind(name) === 'glue-table'
        ? name.name.replace(/^table\//, '').split('/')
        : name.name.split('.'),
    );
  const databases = new Set(paths.filter((path) => path.length > 2).map((path) => path[0]!));
  const schemas = new Set(paths.filter((path) => path.length > 1).map((path) => path.at(-2)!));
  return {
    namespace,
    defaultDatabase: databases.size === 1 ? [...databases][0]! : null,
    searchPath: [...schemas],
  };
}

/** As the facet says; else by the engine that ran it; else by where the tables are. */
function dialectOf(written: string | null, integration: string | null, namespace: string): Dialect {
  const scheme = /^arn:[^:]+:glue:/.test(namespace) ? 'athena' : (/^[a-z0-9]+/i.exec(namespace)?.[0] ?? '');
  const engine = ['SPARK', 'HIVE', 'FLINK', 'TRINO'].find((one) => one === integration?.toUpperCase());
  return toDialect(written ?? '') ?? toDialect(engine ?? '') ?? toDialect(scheme) ?? 'ansi';
}

function knownColumns(datasets: readonly EventDataset[]): KnownColumns[] {
  return datasets.flatMap(({ dataset, symlinks, columns }) => {
    if (columns === null) return [];
    // Nested fields are no columns of a table.
    const names = new Set(columns.map((column) => column.name));
    const top = [...names].filter(
      (name) => !name.includes('.') || !names.has(name.slice(0, name.lastIndexOf('.'))),
    );
    return [dataset, ...symlinks.map((link) => link.name)].map((name) => ({ dataset: name, columns: top }));
  });
}

function onlyOutput(datasets: readonly EventDataset[]): SqlRequest['target'] {
  const outputs = new Map(
    datasets.filter(({ role }) => role === 'output').map(({ dataset }) => [keyOf(dataset), dataset]),
  );
  return outputs.size === 1 ? [...outputs.values()][0]! : null;
}
