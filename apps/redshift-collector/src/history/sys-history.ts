import type { HistoryItem, Window } from '@tributary/collection';
import { type Row, warehouseErrorCode } from '@tributary/warehouse';
import { textOf } from '../read-value';
import { allRows, rowsOf } from '../run-statement';
import { groupRows } from './group-rows';
import { inHalves } from './in-halves';
import type { ReadHistoryOptions } from './read-history-options';
import { readStatement } from './read-statement';
import { parametersOf } from './scan';
import historySql from './statements/history.sql';
import withoutTransactionsSql from './statements/history-without-transactions.sql';
import runningSql from './statements/running.sql';

/** The statements of a window out of SYS_QUERY_HISTORY and SYS_QUERY_TEXT (serverless, provisioned and Multi-AZ). */
export async function* readSysHistory(options: ReadHistoryOptions): AsyncGenerator<HistoryItem> {
  let sql = historySql;
  try {
    yield* readWindow(options, options.window, sql);
  } catch (error) {
    // Nothing was yielded yet: a statement that is refused has no rows.
    if (!isAboutTransactions(error)) throw error;
    yield {
      kind: 'problem',
      code: 'transactions-unreadable',
      detail: `rolled-back statements cannot be told: ${error.message}; GRANT ROLE sys:monitor to our user`,
    };
    sql = withoutTransactionsSql;
    yield* readWindow(options, options.window, sql);
  }
  yield* readRunning(options);
}

const isAboutTransactions = (error: unknown): error is Error =>
  ['permission-denied', 'relation-missing'].includes(warehouseErrorCode(error) ?? '') &&
  error instanceof Error &&
  error.message.includes('sys_transaction_history');

const readWindow = (
  { warehouse, database, context }: ReadHistoryOptions,
  whole: Window,
  sql: string,
): AsyncGenerator<HistoryItem> =>
  inHalves(whole, async function* (window) {
    const rows = rowsOf(warehouse, { name: 'history', sql, database, parameters: parametersOf(sql, window) });
    for await (const statement of groupRows(rows, keyOfRow)) yield readStatement(statement, context);
  });

async function* readRunning({
  warehouse,
  database,
  window,
}: ReadHistoryOptions): AsyncGenerator<HistoryItem> {
  const running = await allRows(warehouse, {
    name: 'running',
    sql: runningSql,
    database,
    parameters: parametersOf(runningSql, window),
  });
  for (const row of running)
    yield {
      kind: 'skip',
      executionId: textOf(row, 'query_id'),
      code: 'still-running',
      detail: 'comes again when it has ended',
    };
}

const keyOfRow = (row: Row): string => textOf(row, 'query_id');
