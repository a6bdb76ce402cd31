import type { Analysis, EventObserved, EventReceived } from '@tributary/contracts';
import { observeEvent } from '@tributary/openlineage';
import { requiredTables, type TableRef } from '@tributary/sql-lineage';
import { readEventSql } from '../events/read-event-sql';
import { analyzeStatement, type AnalyzeRequest } from './analyze-statement';
import { engineOptions, type StatementText } from './statement-text';

/** One piece of work for a thread. */
export type Task =
  | { readonly kind: 'required-tables'; readonly statement: StatementText }
  | { readonly kind: 'analyze'; readonly request: AnalyzeRequest }
  | { readonly kind: 'observe-event'; readonly message: EventReceived };

/** What each task answers. */
export interface Answers {
  readonly 'required-tables': readonly TableRef[];
  readonly analyze: Analysis;
  readonly 'observe-event': EventObserved;
}
export type Answer = Answers[keyof Answers];

/** Does one task; synchronous, and does not fail for what a statement says. */
export function runTask(task: Task): Answer {
  switch (task.kind) {
    case 'required-tables':
      return tablesOf(task.statement);
    case 'analyze':
      return analyzeStatement(task.request);
    case 'observe-event':
      return observeEvent(task.message, readEventSql);
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
