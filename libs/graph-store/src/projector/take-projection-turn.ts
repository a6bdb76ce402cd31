import type { Queryable } from '../store/database';

/**
 * Waits until no other projection runs, and gives the transaction one state of the store to look at. LOCK TABLE takes no snapshot, so the
 * first query after it sees all that the projection before has committed; an advisory lock, taken by a query, would see the state
 * before the wait: https://www.postgresql.org/docs/current/explicit-locking.html
 */
export async function takeProjectionTurn(transaction: Queryable): Promise<void> {
  await transaction.query('set transaction isolation level repeatable read');
  await transaction.query('lock table projection_turn in exclusive mode');
}
