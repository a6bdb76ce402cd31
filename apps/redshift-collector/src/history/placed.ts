import type { CollectedStatement } from '@tributary/collection';
import type { Row } from '@tributary/warehouse';
import { readInstant } from '../read-instant';
import { integerOf, textOf } from '../read-value';
import type { HistoryContext } from './read-context';

type Placed = Pick<
  CollectedStatement,
  'sessionId' | 'transactionId' | 'startedAt' | 'endedAt' | 'user' | 'database' | 'searchPath' | 'dialect'
>;

/**
 * Who ran a statement, where and when: the same of every adapter's rows. Spread it last: V8 makes a slow object of one that grows by seven
 * properties after a spread, 1,300 ms for 43,000 statements against 60.
 */
export function placed(row: Row, database: string | null, context: HistoryContext): Placed {
  const session = integerOf(row, 'session_id');
  const startedAt = readInstant(textOf(row, 'start_time'));
  const transactionId = textOf(row, 'transaction_id');
  const user = context.users.get(integerOf(row, 'user_id')) ?? null;
  return {
    sessionId: context.sessions.keyOf(session, startedAt),
    transactionId,
    startedAt,
    endedAt: readInstant(textOf(row, 'end_time')),
    user,
    dialect: 'redshift',
    database,
    searchPath: context.searchPaths.of({
      sessionId: session,
      sessionStart: context.sessions.of(session, startedAt),
      transactionId,
      startedAt,
      user,
      database: database ?? '',
    }),
  };
}
