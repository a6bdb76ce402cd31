import type { QueryObserved } from '@tributary/contracts';
import { reparseMessage, type ReparseRow } from '../reparse/reparse-message';
import takeRequests from '../statements/take-reparse-requests.sql';
import type { Database } from '../store/database';
import { takeProjectionTurn } from './take-projection-turn';

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
    const rows = await transaction.query<ReparseRow>(takeRequests, [limit, REPARSE_TRIES]);
    if (rows.length > 0) await publish(rows.map(reparseMessage));
    return rows.length;
  });
}
