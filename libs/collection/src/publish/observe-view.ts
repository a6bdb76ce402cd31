import type { ViewDefinition } from '../source/catalog-source';
import { type Observed, observeStatement } from './observe-statement';

/** A view's definition as an execution that repeats at every reading of the catalog until its text changes. */
export function observeView(view: ViewDefinition, observedAt: string): Observed {
  const observed = observeStatement(
    {
      executionId: 'view',
      sessionId: null,
      transactionId: null,
      order: 0,
      startedAt: observedAt,
      endedAt: observedAt,
      user: null,
      label: null,
      status: 'success',
      transaction: 'committed',
      textFlags: [],
      dialect: view.dialect,
      database: view.database,
      searchPath: [...view.searchPath],
      sql: view.sql,
    },
    'view-definition',
  );
  if (observed.kind === 'skip') return observed;
  const { statement } = observed;
  const executionId = `view:${view.dataset.namespace}/${view.dataset.name}:${statement.sqlHash}`;
  return { kind: 'observed', statement: { ...statement, executionId } };
}
