import type { Analysis, Source } from '@tributary/contracts';
import {
  ENGINE_VERSION,
  shapeHash,
  type SchemaSnapshot,
  type StatementLineage,
} from '@tributary/sql-lineage';
import { analysisKey } from './analysis-key';
import { DatasetList } from './dataset-list';
import { mentionedTemps } from './mentioned-temps';
import { engineOptions, type StatementText } from './statement-text';
import { toColumns, toInfluences } from './to-columns';
import { toSchemaChange } from './to-schema-change';

/** A statement as it was read: its text and context, where it came from, and what the engine was shown. */
export interface ReadStatement extends StatementText {
  readonly source: Source;
  readonly sqlHash: string;
}

/** The engine's result in the words of the message: tables as dataset names, each listed once. */
export function toAnalysis(
  statement: ReadStatement,
  lineage: StatementLineage,
  schema: SchemaSnapshot,
): Analysis {
  const list = new DatasetList(statement.source);
  const inputs = lineage.inputs.map((table) => list.indexOf(table));
  const outputs = lineage.outputs.map(({ table, effect }) => ({ dataset: list.indexOf(table), effect }));
  const columns = toColumns(lineage, list);
  const influences = toInfluences(lineage, list);
  const definedColumns = lineage.definedColumns.map((defined) => ({
    dataset: list.indexOf(defined.table),
    columns: defined.columns?.map(({ name, type }) => ({ name, type })) ?? null,
  }));
  const schemaChanges = lineage.schemaChanges.map((change) => toSchemaChange(change, list));
  // The columns as they were given, not as the engine folds them: the store compares them with what it knows.
  const consulted = lineage.consulted.map(({ table }) => ({
    dataset: list.indexOf(table),
    columns: listOrNull(schema.columns(table)),
  }));
  const { datasets } = list;
  const tempTables = mentionedTemps(statement.tempTables, datasets, lineage.sessionEffect);
  const { sql, sqlHash, dialect, database, searchPath } = statement;

  return {
    key: analysisKey({ ...statement, tempTables, datasets, consulted }),
    sqlHash,
    shapeHash: shapeHash(sql, engineOptions(statement).dialect),
    sql,
    dialect,
    database,
    searchPath: [...searchPath],
    tempTables,
    engineVersion: ENGINE_VERSION,
    statementKind: lineage.kind,
    rung: lineage.rung,
    confidence: { level: lineage.confidence.level, reasons: [...lineage.confidence.reasons] },
    datasets,
    inputs: [...new Set(inputs)],
    outputs,
    columns,
    influences,
    definedColumns,
    schemaChanges,
    consulted: distinctBy(consulted, ({ dataset }) => dataset),
    diagnostics: lineage.diagnostics.map((found) => ({ ...found, candidates: [...found.candidates] })),
  };
}

const listOrNull = (columns: readonly string[] | undefined): string[] | null =>
  columns === undefined ? null : [...columns];

function distinctBy<T>(items: readonly T[], keyOf: (item: T) => unknown): T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}
