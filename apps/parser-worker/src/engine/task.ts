import type { Analysis } from '@tributary/contracts';
import { requiredTables, type TableRef } from '@tributary/sql-lineage';
import { analyzeStatement, type AnalyzeRequest } from './analyze-statement';
import { engineOptions, type StatementText } from './statement-text';

/** One piece of work for a thread. */
export type Task =
  | { readonly kind: 'required-tables'; readonly statement: StatementText }
  | { readonly kind: 'analyze'; readonly request: AnalyzeRequest };

/** What each task answers. */
export interface Answers {
  readonly 'required-tables': readonly TableRef[];
  readonly analyze: Analysis;
}
export type Answer = Answers[keyof Answers];

/** Does one task; synchronous, and does not fail for what a statement says. */
export function runTask(task: Task): Answer {
  switch (task.kind) {
    case 'required-tables':
      return tablesOf(task.statement);
    case 'analyze':
      return analyzeStatement(task.request);
  }
}

/** What breaks the engine here breaks it again in the analysis, which then says so. */
function tablesOf(statement: StatementText): readonly TableRef[] {
  try {
    return requiredTables(statement.sql, engineOptions(statement));
  } catch {
    return [];
  }
}
