import { analysis as analysisSchema, type DatasetName, type Source } from '@tributary/contracts';
import { canonicalDatasetName, datasetId } from '@tributary/identity';
import type { ReadSql, SqlRequest } from '@tributary/openlineage';
import {
  analyze,
  sqlHash,
  type SchemaSnapshot,
  type StatementLineage,
  type TableRef,
} from '@tributary/sql-lineage';
import { nameTable } from '../engine/name-table';
import { engineOptions } from '../engine/statement-text';
import { toAnalysis } from '../engine/to-analysis';

/** Reads an event's SQL with the event's own schema facets as its catalog; null when that gives no lineage. */
export const readEventSql: ReadSql = (request) => {
  const { sql, dialect, defaultDatabase, searchPath } = request;
  const source = sourceOf(request.namespace);
  const statement = {
    source,
    sql,
    dialect,
    database: defaultDatabase,
    searchPath: [...searchPath],
    tempTables: [...request.tempTables],
    sqlHash: sqlHash(sql, engineOptions({ dialect, database: null, searchPath: [], tempTables: [] }).dialect),
  };
  const schema = snapshotOf(source, request);
  const lineage = analyze(sql, { ...engineOptions(statement), schema });
  if (lineage.rung === 'tables-only') return null;
  const analysis = toAnalysis(statement, withTarget(lineage, request.target), schema);
  if (analysis.outputs.length === 0 && analysis.schemaChanges.length === 0) return null;
  const spelt = spellings(request);
  const asWritten = {
    ...analysis,
    datasets: analysis.datasets.map((dataset) => ({ ...dataset, ...spelt.get(datasetId(dataset)) })),
  };
  return analysisSchema.safeParse(asWritten).success ? asWritten : null;
};

/** Only a Glue catalog has names of its own; everywhere else a table is its dotted name within the namespace. */
function sourceOf(namespace: string): Source {
  const kind = namespace.startsWith('redshift://') ? 'redshift' : isGlue(namespace) ? 'athena' : 'file';
  return { kind, id: namespace, namespace };
}

const isGlue = (namespace: string): boolean => /^arn:[^:]+:glue:/.test(namespace);

const canonicalId = (dataset: DatasetName): string => datasetId(canonicalDatasetName(dataset));

function snapshotOf(source: Source, { columns }: SqlRequest): SchemaSnapshot {
  const byId = new Map(columns.map((known) => [canonicalId(known.dataset), known.columns]));
  return { columns: (table) => byId.get(datasetId(nameTable(source, table))) };
}

/** What the event calls its datasets, by their canonical names. */
function spellings({ columns, target }: SqlRequest): Map<string, DatasetName> {
  const datasets = [...columns.map((known) => known.dataset), ...(target === null ? [] : [target])];
  return new Map(
    datasets.map(({ namespace, name }) => [canonicalId({ namespace, name }), { namespace, name }]),
  );
}

/** A query alone writes the event's output: dbt sends a model's SELECT without the statement around it. */
function withTarget(lineage: StatementLineage, target: DatasetName | null): StatementLineage {
  if (target === null || lineage.outputs.length > 0 || lineage.kind !== 'select') return lineage;
  const table: TableRef = { kind: 'external', system: target.namespace, name: target.name };
  return {
    ...lineage,
    // Append claims least: nothing that another statement wrote is taken back.
    outputs: [{ table, effect: 'append' }],
    columns: lineage.columns.map((column) => ({ ...column, output: { ...column.output, table } })),
    influences: lineage.influences.map((influence) => ({ ...influence, outputTable: table })),
  };
}
