import type { HistoryItem } from '@tributary/collection';
import type { Row } from '@tributary/warehouse';
import { readInstant } from '../read-instant';
import { textOf, textOrNull } from '../read-value';
import { isNoiseLabel, isNoiseText } from './noise';
import { placed } from './placed';
import type { HistoryContext } from './read-context';
import { rebuildText } from './rebuild-text';
import type { TouchedByQuery } from './tables-touched';

/** CHAR(200), in bytes. */
const SVL_WIDTH = 200;
/** What Redshift labels a statement with when nobody set a query group. */
const NO_LABEL = 'default';

/** Reads the rows of one execution. Its id is made of what identifies it, because these views have none that all statements share. */
export function readSvlStatement(
  rows: readonly [Row, ...Row[]],
  place: number,
  context: HistoryContext,
  touched: TouchedByQuery,
): HistoryItem {
  const [row] = rows;
  const executionId = ['svl', textOf(row, 'transaction_id'), textOf(row, 'session_id'), textOf(row, 'type')]
    .concat(textOf(row, 'start_time'), textOf(row, 'end_time'))
    .join(':');
  try {
    const label = textOrNull(row, 'label');
    if (isNoiseLabel(label))
      return { kind: 'skip', executionId, code: 'system-noise', detail: `label '${label}'` };
    const text = rebuildText(rows, SVL_WIDTH);
    if ('skip' in text) return { kind: 'skip', executionId, code: text.skip, detail: text.detail };
    if (isNoiseText(text.sql))
      return { kind: 'skip', executionId, code: 'system-noise', detail: "a step of Redshift's own" };

    const startedAt = readInstant(textOf(row, 'start_time'));
    const session = Number(textOf(row, 'session_id'));
    const database = textOrNull(row, 'database_name') ?? context.sessions.databaseOf(session, startedAt);
    const status = statusOf(row);
    const tablesTouched =
      status === 'success' ? touched.of(textOf(row, 'query_id'), database, context.tables) : undefined;
    return {
      kind: 'statement',
      statement: {
        executionId,
        order: place,
        label: label === NO_LABEL ? null : label,
        status,
        transaction: textOf(row, 'outcome') === 'rolledback' ? 'rolled-back' : 'committed',
        textFlags: text.flags,
        sql: text.sql,
        ...(tablesTouched !== undefined && { tablesTouched }),
        ...placed(row, database, context),
      },
    };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'skip', executionId, code: 'unreadable', detail };
  }
}

// A query is also marked aborted when its client left before the result, though it was done; what it wrote is told by its transaction.
// DDL and utility statements are not marked at all.
const statusOf = (row: Row): 'success' | 'failed' => (textOf(row, 'aborted') === '1' ? 'failed' : 'success');
