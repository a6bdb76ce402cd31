import { type HistoryItem, type Window, startEarly } from '@tributary/collection';
import { type Row, warehouseErrorCode } from '@tributary/warehouse';
import { readInstant } from '../read-instant';
import { integerOf, textOf } from '../read-value';
import { allRows, rowsOf } from '../run-statement';
import { groupRows } from './group-rows';
import { inHalves } from './in-halves';
import { inParts } from './in-parts';
import type { ReadHistoryOptions } from './read-history-options';
import { readStatement } from './read-statement';
import { parametersOf, scanOf } from './scan';
import { TablesTouchedReader } from './tables-touched';
import historySql from './statements/history.sql';
import sizeSql from './statements/history-size.sql';
import withoutTransactionsSql from './statements/history-without-transactions.sql';
import runningSql from './statements/running.sql';
import tablesTouchedSql from './statements/tables-touched.sql';
import unfinishedSql from './statements/unfinished.sql';
import unfinishedTablesTouchedSql from './statements/unfinished-tables-touched.sql';

/** The statements of a window out of SYS_QUERY_HISTORY and SYS_QUERY_TEXT (serverless, provisioned and Multi-AZ). */
export async function* readSysHistory(options: ReadHistoryOptions): AsyncGenerator<HistoryItem> {
  const { warehouse, database, wantsTables: wanted } = options;
  const remedy = 'GRANT ROLE sys:monitor to our user';
  const tables = new TablesTouchedReader({ warehouse, database, remedy, wanted });
  yield* readStatements(options, tables);
  yield* tables.problems;
}

async function* readStatements(
  options: ReadHistoryOptions,
  tables: TablesTouchedReader,
): AsyncGenerator<HistoryItem> {
  try {
    yield* readWindow(options, tables, historySql, true);
  } catch (error) {
    // Nothing was yielded yet: a statement that is refused has no rows.
    if (!isAboutTransactions(error)) throw error;
    yield {
      kind: 'problem',
      code: 'transactions-unreadable',
      detail: `rolled-back statements cannot be told: ${error.message}; GRANT ROLE sys:monitor to our user`,
    };
    yield* readWindow(options, tables, withoutTransactionsSql, false);
    const { running } = await readRunning(options);
    yield* running.map((id) => stillRunning(id, RUNS));
    return;
  }
  // In this order: what ends between the two is told by the second, and nothing falls between them.
  const { running, long } = await readRunning(options);
  yield* running.map((id) => stillRunning(id, RUNS));
  const unfinished = new Set([...options.unfinished, ...long]);
  for (const id of running) unfinished.delete(id);
  yield* readUnfinished({ ...options, unfinished: [...unfinished] }, tables);
}

const RUNS = 'comes again when it has ended';

const isAboutTransactions = (error: unknown): error is Error =>
  ['permission-denied', 'relation-missing'].includes(warehouseErrorCode(error) ?? '') &&
  error instanceof Error &&
  error.message.includes('sys_transaction_history');

/** What runs by schedule read is not worth a question of its own. */
const SHORT_MS = 24 * 3_600_000;
/**
 * Of a month in one part nothing could be published before the warehouse had found all of it; each part costs it a scan. A month of 42,600
 * statements took 15.8 s in parts of 5,000, and 13.9 in these.
 */
const PART_STATEMENTS = 12_000;

async function* readWindow(
  options: ReadHistoryOptions,
  tables: TablesTouchedReader,
  sql: string,
  knowsTransactions: boolean,
): AsyncGenerator<HistoryItem> {
  const { warehouse, database, context, window: whole } = options;
  async function* read(window: Window): AsyncGenerator<HistoryItem> {
    // A part sees the same long-running statements as the whole, so that each is either here or among the unfinished ones.
    const parameters = { ...parametersOf(sql, window), scan_from: scanOf(whole).scan_from };
    const rows = startEarly(rowsOf(warehouse, { name: 'history', sql, database, parameters }));
    const touching = tables.read(tablesTouchedSql, window, { scan_from: parameters.scan_from });
    // Told below; until then the statements may have failed first.
    touching.catch(() => undefined);
    const known = { context: await context, touched: await touching, knowsTransactions };
    for await (const statement of groupRows(rows, keyOfRow)) yield readStatement(statement, known);
  }
  yield* inParts(whole, await partsOf(options), (part) => inHalves(part, read));
}

/** Into how many parts a window is cut: one for every 12,000 statements. */
async function partsOf({ warehouse, database, window }: ReadHistoryOptions): Promise<number> {
  if (window.to.getTime() - window.from.getTime() <= SHORT_MS) return 1;
  const parameters = parametersOf(sizeSql, window);
  const [row] = await allRows(warehouse, { name: 'history-size', sql: sizeSql, database, parameters });
  return Math.max(1, Math.ceil(integerOf(row ?? {}, 'statements') / PART_STATEMENTS));
}

/** A statement of ours may be 100 KB long. */
const IDS_AT_ONCE = 1_000;

/** What became of executions of earlier windows. */
async function* readUnfinished(
  options: ReadHistoryOptions,
  tables: TablesTouchedReader,
): AsyncGenerator<HistoryItem> {
  const { warehouse, database, window } = options;
  const context = await options.context;
  const ids = options.unfinished.filter((id) => /^\d+$/.test(id)).sort((a, b) => Number(a) - Number(b));
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const some = ids.slice(from, from + IDS_AT_ONCE);
    const named = { ids: `,${some.join(',')},`, lowest: some[0] ?? '0', highest: some.at(-1) ?? '0' };
    const parameters = { ...parametersOf(unfinishedSql, window), ...named };
    const rows = startEarly(
      rowsOf(warehouse, { name: 'unfinished', sql: unfinishedSql, database, parameters }),
    );
    const touched = await tables.read(unfinishedTablesTouchedSql, window, named);
    const known = { context, touched, knowsTransactions: true };
    const end = readInstant(scanOf(window).to_time);
    for await (const statement of groupRows(rows, keyOfRow)) {
      const [row] = statement;
      yield readInstant(textOf(row, 'end_time')) >= end
        ? stillRunning(textOf(row, 'query_id'), 'it ended after the window')
        : readStatement(statement, known);
    }
  }
}

/** Ids of what runs, and of what ended in the window after more than a day. */
async function readRunning({
  warehouse,
  database,
  window,
}: ReadHistoryOptions): Promise<{ readonly running: string[]; readonly long: string[] }> {
  const rows = await allRows(warehouse, {
    name: 'running',
    sql: runningSql,
    database,
    parameters: parametersOf(runningSql, window),
  });
  const idsOf = (isRunning: number): string[] =>
    rows.filter((row) => integerOf(row, 'is_running') === isRunning).map((row) => textOf(row, 'query_id'));
  return { running: idsOf(1), long: idsOf(0) };
}

const stillRunning = (executionId: string, detail: string): HistoryItem => ({
  kind: 'skip',
  executionId,
  code: 'still-running',
  detail,
});

const keyOfRow = (row: Row): string => textOf(row, 'query_id');
