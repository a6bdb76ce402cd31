import { type HistoryItem, type Window, startEarly } from '@tributary/collection';
import type { Row } from '@tributary/warehouse';
import { textOf } from '../read-value';
import { rowsOf } from '../run-statement';
import { groupRows } from './group-rows';
import { readSvlStatement } from './read-svl-statement';
import type { ReadHistoryOptions } from './read-history-options';
import { inHalves } from './in-halves';
import { parametersOf } from './scan';
import { TablesTouchedReader } from './tables-touched';
import svlHistorySql from './statements/svl-history.sql';
import svlTablesTouchedSql from './statements/svl-tables-touched.sql';

/**
 * The statements of a window out of SVL_STATEMENTTEXT and STL_QUERY (provisioned, single AZ). What runs is not in these views before it has
 * ended, so nothing is ever pending.
 */
export async function* readSvlHistory(options: ReadHistoryOptions): AsyncGenerator<HistoryItem> {
  const { warehouse, database, wantsTables } = options;
  const tables = new TablesTouchedReader({
    warehouse,
    database,
    remedy: 'ALTER USER our user SYSLOG ACCESS UNRESTRICTED',
    wanted: wantsTables,
  });
  yield* inHalves(options.window, async function* (window: Window) {
    const parameters = parametersOf(svlHistorySql, window);
    const rows = startEarly(
      rowsOf(warehouse, { name: 'svl-history', sql: svlHistorySql, database, parameters }),
    );
    const touching = tables.read(svlTablesTouchedSql, window);
    // Told below; until then the statements may have failed first.
    touching.catch(() => undefined);
    const context = await options.context;
    const touched = await touching;
    let place = 0;
    let before = '';
    for await (const statement of groupRows(rows, keyOfRow)) {
      const [first] = statement;
      const instant = `${textOf(first, 'session_id')} ${textOf(first, 'start_time')}`;
      place = instant === before ? place + 1 : 0;
      before = instant;
      yield readSvlStatement(statement, place, context, touched);
    }
  });
  yield* tables.problems;
}

const KEY = ['user_id', 'transaction_id', 'session_id', 'type', 'start_time', 'end_time'] as const;
const keyOfRow = (row: Row): string => KEY.map((column) => textOf(row, column)).join(' ');
