import type { CollectedStatement, HistoryItem } from '@tributary/collection';
import { type Row, orderSegments, rebuildStatementText } from '@tributary/warehouse';
import { isOwnStatement } from '../own-statements';
import { readInstant } from '../read-instant';
import { integerOf, textOf, textOrNull } from '../read-value';
import type { HistoryContext } from './read-context';

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
/** Redshift labels its own work. */
const NOISE_LABELS = new Set(['maintenance', 'metrics', 'health', 'cmstats']);

/** Reads the rows of one execution, which differ in their piece of the text only. A surprise costs this statement, never the run. */
export function readStatement(rows: readonly [Row, ...Row[]], context: HistoryContext): HistoryItem {
  const executionId = textOf(rows[0], 'query_id');
  try {
    return read(executionId, rows, context);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'skip', executionId, code: 'unreadable', detail };
  }
}

function read(executionId: string, rows: readonly [Row, ...Row[]], context: HistoryContext): HistoryItem {
  const [row] = rows;
  const skip = (code: Extract<HistoryItem, { kind: 'skip' }>['code'], detail: string): HistoryItem => ({
    kind: 'skip',
    executionId,
    code,
    detail,
  });
  const status = STATUSES[textOf(row, 'status')];
  if (status === undefined) return skip('still-running', `it is ${textOf(row, 'status')}`);
  const label = textOrNull(row, 'query_label');
  if (label !== null && NOISE_LABELS.has(label)) return skip('system-noise', `label '${label}'`);

  const segments = rows.flatMap((each) =>
    each['sequence'] === null || each['sequence'] === undefined
      ? []
      : [{ sequence: integerOf(each, 'sequence'), text: String(each['text'] ?? '') }],
  );
  if (segments.length === 0) return skip('text-missing', 'the history has no text for it');
  const ordered = orderSegments(segments);
  if (!ordered.complete)
    return skip('text-incomplete', `${segments.length} pieces of its text are there, others are missing`);
  const { text: sql, ambiguousBoundaries } = rebuildStatementText(ordered.rows, SYS_WIDTH);
  if (sql.trim() === '') return skip('text-missing', 'its text is blank');
  if (isOwnStatement(sql)) return skip('own-statement', 'a collector ran it');

  const session = integerOf(row, 'session_id');
  const startedAt = readInstant(textOf(row, 'start_time'));
  const transactionId = textOf(row, 'transaction_id');
  const user = context.users.get(integerOf(row, 'user_id')) ?? null;
  const database = textOf(row, 'database_name');
  return {
    kind: 'statement',
    statement: {
      executionId,
      sessionId: context.sessions.keyOf(session, startedAt),
      transactionId,
      order: integerOf(row, 'place'),
      startedAt,
      endedAt: readInstant(textOf(row, 'end_time')),
      user,
      label,
      status,
      transaction: OUTCOMES[textOf(row, 'outcome')] ?? 'unknown',
      textFlags: ambiguousBoundaries.length > 0 ? ['ambiguous-boundary'] : [],
      dialect: 'redshift',
      database,
      searchPath: context.searchPaths.of({
        sessionId: session,
        sessionStart: context.sessions.of(session, startedAt),
        transactionId,
        startedAt,
        user,
        database,
      }),
      sql,
    },
  };
}
