import type { CollectedStatement, HistoryItem } from '@tributary/collection';
import type { Row } from '@tributary/warehouse';
import { integerOf, textOf, textOrNull } from '../read-value';
import { isNoiseLabel } from './noise';
import { placed } from './placed';
import type { HistoryContext } from './read-context';
import { rebuildText } from './rebuild-text';
import type { TouchedByQuery } from './tables-touched';

/** CHAR(4000), in bytes. */
const SYS_WIDTH = 4000;

const STATUSES: Readonly<Record<string, CollectedStatement['status']>> = {
  success: 'success',
  failed: 'failed',
  canceled: 'canceled',
};
const OUTCOMES: Readonly<Record<string, CollectedStatement['transaction']>> = {
  committed: 'committed',
  rolledback: 'rolled-back',
};

/** True unless it only reads: transactions that change nothing need not be in the history of transactions, and nobody waits for their end. */
const mayChangeData = (queryType: string, sql: string): boolean =>
  queryType !== 'UTILITY' && (queryType !== 'SELECT' || /\binto\b/i.test(sql));

/** What is known beside the rows of a statement. */
export interface KnownBeside {
  readonly context: HistoryContext;
  readonly touched: TouchedByQuery;
  readonly knowsTransactions: boolean;
}

/** Reads the rows of one execution, which differ in their piece of the text only. A surprise costs this statement, never the run. */
export function readStatement(
  rows: readonly [Row, ...Row[]],
  { context, touched, knowsTransactions }: KnownBeside,
): HistoryItem {
  const [row] = rows;
  const executionId = textOf(row, 'query_id');
  try {
    const status = STATUSES[textOf(row, 'status')];
    if (status === undefined)
      return { kind: 'skip', executionId, code: 'still-running', detail: `it is ${textOf(row, 'status')}` };
    const label = textOrNull(row, 'query_label');
    if (isNoiseLabel(label))
      return { kind: 'skip', executionId, code: 'system-noise', detail: `label '${label}'` };
    const text = rebuildText(rows, SYS_WIDTH);
    if ('skip' in text) return { kind: 'skip', executionId, code: text.skip, detail: text.detail };
    const database = textOf(row, 'database_name');
    const tablesTouched =
      status === 'success' ? touched.of(executionId, database, context.tables) : undefined;
    const transaction = OUTCOMES[textOf(row, 'outcome')] ?? 'unknown';
    return {
      kind: 'statement',
      undecided:
        knowsTransactions && transaction === 'unknown' && mayChangeData(textOf(row, 'query_type'), text.sql),
      statement: {
        executionId,
        order: integerOf(row, 'place'),
        label,
        status,
        transaction,
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
