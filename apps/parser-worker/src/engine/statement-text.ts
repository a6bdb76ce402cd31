import type { ObservedStatement } from '@tributary/contracts';
import { toDialect, type AnalyzeOptions } from '@tributary/sql-lineage';

/** A statement with the context that its names hang on; plain data that can go to a worker thread. */
export type StatementText = Pick<
  ObservedStatement,
  'sql' | 'dialect' | 'database' | 'searchPath' | 'tempTables'
>;

/** What the engine is told of a statement, besides schemas. A dialect we do not know is read as plain SQL. */
export const engineOptions = (statement: Omit<StatementText, 'sql'>): AnalyzeOptions => ({
  dialect: toDialect(statement.dialect) ?? 'ansi',
  ...(statement.database === null ? {} : { defaultDatabase: statement.database }),
  searchPath: statement.searchPath,
  tempTables: statement.tempTables,
});
