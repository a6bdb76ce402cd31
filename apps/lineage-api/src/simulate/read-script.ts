import type { DatasetName, Source, SqlChange } from '@tributary/contracts';
import { datasetNameOfTable } from '@tributary/identity';
import {
  analyzeSession,
  type AnalyzeOptions,
  contractTemps,
  requiredTables,
  splitStatements,
  type StatementLineage,
  tableKey,
  type TableRef,
} from '@tributary/sql-lineage';

/** A statement of new SQL with what the engine read in it. */
export interface ReadStatement {
  readonly sql: string;
  readonly lineage: StatementLineage;
}

/** Answers, in order, with the columns that tables have; null where they are not known. */
export type KnownColumns = (tables: readonly DatasetName[]) => Promise<readonly (readonly string[] | null)[]>;

/**
 * Reads new SQL as one session against the tables as they are. What reads a temp table of the script reads what went into it, so only
 * lasting datasets are left.
 */
export async function readScript(
  change: SqlChange,
  source: Source,
  columnsOf: KnownColumns,
): Promise<ReadStatement[]> {
  const { sql, dialect, database, schema } = change;
  const options: AnalyzeOptions = {
    dialect,
    ...(database !== undefined && { defaultDatabase: database }),
    ...(schema !== undefined && { searchPath: [schema].flat() }),
  };
  const texts = splitStatements(sql, dialect).map(({ text }) => text);
  const wanted = new Map<string, TableRef>();
  for (const text of texts) {
    for (const table of requiredTables(text, options)) wanted.set(tableKey(table), table);
  }
  const tables = [...wanted.values()];
  const columns = await columnsOf(tables.map((table) => datasetNameOfTable(source, table)));
  const known = new Map(tables.map((table, index) => [tableKey(table), columns[index] ?? undefined]));
  const read = analyzeSession(texts, {
    ...options,
    schema: { columns: (table) => known.get(tableKey(table)) },
  });
  return contractTemps(read).map((lineage, index) => ({ sql: texts[index]!, lineage }));
}
