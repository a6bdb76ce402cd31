import { queryObserved, type ObservedStatement, type QueryObserved, type Source } from '@tributary/contracts';
import type { Database } from '../store/database';
import { takeProjectionTurn } from './take-projection-turn';
import takeRequests from '../statements/take-reparse-requests.sql';

interface Row extends ObservedStatement {
  readonly requestKey: string;
  readonly kind: Source['kind'];
  readonly sourceId: string;
  readonly namespace: string;
}

/** After so many tries a statement is left as it is: open, counted in coverage, and tried no more. */
export const REPARSE_TRIES = 3;

/**
 * Hands up to `limit` statements that are to be parsed again to `publish`, and counts them as tried once it is done: when it throws, they
 * stay due. Gives back how many there were.
 */
export async function takeReparseRequests(
  database: Database,
  limit: number,
  publish: (messages: QueryObserved[]) => Promise<void>,
): Promise<number> {
  return await database.transaction(async (transaction) => {
    // A projection settles requests too, and would lose all its work to a conflict over one of them.
    await takeProjectionTurn(transaction);
    const rows = await transaction.query<Row>(takeRequests, [limit, REPARSE_TRIES]);
    if (rows.length > 0) await publish(rows.map(messageOf));
    return rows.length;
  });
}

const messageOf = ({ requestKey, kind, sourceId, namespace, ...statement }: Row): QueryObserved =>
  queryObserved.parse({
    type: 'query-observed',
    version: 1,
    source: { kind, id: sourceId, namespace },
    runId: `reparse:${requestKey}`,
    statements: [statement],
  });
