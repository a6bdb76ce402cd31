import type { ObservedStatement, QueryObserved, Source } from '@tributary/contracts';
import { sqlHash } from '@tributary/sql-lineage';

export const shop: Source = {
  kind: 'redshift',
  id: 'redshift:shop.eu-west-1',
  namespace: 'redshift://shop.eu-west-1:5439',
};

let made = 0;

/** A successful statement of the shop's warehouse. */
export function statement(sql: string, override: Partial<ObservedStatement> = {}): ObservedStatement {
  made += 1;
  return {
    executionId: `q${made}`,
    origin: 'history',
    sessionId: null,
    transactionId: null,
    order: 0,
    startedAt: '2026-03-01T08:00:00Z',
    endedAt: '2026-03-01T08:00:05Z',
    user: 'etl',
    label: null,
    status: 'success',
    transaction: 'committed',
    textFlags: [],
    dialect: 'redshift',
    database: 'dev',
    searchPath: ['$user', 'public'],
    tempTables: [],
    sql,
    sqlHash: sqlHash(sql, 'redshift'),
    ...override,
  };
}

/** A batch of the shop's statements. */
export const batch = (
  statements: readonly ObservedStatement[],
  override: Partial<QueryObserved> = {},
): QueryObserved => ({
  type: 'query-observed',
  version: 1,
  source: shop,
  runId: 'run-1',
  statements: [...statements],
  ...override,
});
