import type { HistoryItem, Window } from '@tributary/collection';
import { type RedshiftDataPort, type Row, warehouseErrorCode } from '@tributary/warehouse';
import { textOf } from '../read-value';
import { allRows, rowsOf } from '../run-statement';
import { groupRows } from './group-rows';
import type { HistoryContext } from './read-context';
import { readStatement } from './read-statement';
import { parametersOf } from './scan';
import historySql from './statements/history.sql';
import withoutTransactionsSql from './statements/history-without-transactions.sql';
import runningSql from './statements/running.sql';

export interface SysHistoryOptions {
  readonly warehouse: RedshiftDataPort;
  readonly database: string;
  readonly window: Window;
  readonly pending: readonly string[];
  readonly context: HistoryContext;
}

const MINUTE_MS = 60_000;

/** The statements of a window out of SYS_QUERY_HISTORY and SYS_QUERY_TEXT (serverless, provisioned and Multi-AZ). */
export async function* readSysHistory(options: SysHistoryOptions): AsyncGenerator<HistoryItem> {
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

/** Reads a window, in halves when the Data API finds its result too large. */
async function* readWindow(
  options: SysHistoryOptions,
  window: Window,
  sql: string,
): AsyncGenerator<HistoryItem> {
  const { warehouse, database, context } = options;
  let seen = false;
  try {
    const rows = rowsOf(warehouse, { name: 'history', sql, database, parameters: parametersOf(sql, window) });
    for await (const statement of groupRows(rows, keyOfRow)) {
      seen = true;
      yield readStatement(statement, context);
    }
  } catch (error) {
    const ms = window.to.getTime() - window.from.getTime();
    if (seen || warehouseErrorCode(error) !== 'result-too-large' || ms <= MINUTE_MS) throw error;
    const middle = new Date(window.from.getTime() + Math.floor(ms / 2));
    yield* readWindow(options, { from: window.from, to: middle }, sql);
    yield* readWindow(options, { from: middle, to: window.to }, sql);
  }
}

async function* readRunning({ warehouse, database, window }: SysHistoryOptions): AsyncGenerator<HistoryItem> {
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
