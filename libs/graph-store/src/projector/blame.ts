import type { Queryable } from '../store/database';
import { isRetryable } from '../store/retryable';

/** An item that could not be worked on, and why. */
export interface Blamed<T> {
  readonly item: T;
  readonly error: unknown;
}

// When so many items are found that each fail, the fault is likely a common one, and what fails next is put aside whole.
const MOST_SEARCHED_FOR = 30;

/**
 * Does `work` for all items at once, and when that fails for halves of them, down to the ones that are to blame; what failed work wrote is
 * undone. Throws what another try of the transaction may mend.
 */
export async function blame<T>(
  transaction: Queryable,
  items: readonly T[],
  work: (items: readonly T[]) => Promise<void>,
): Promise<Blamed<T>[]> {
  const blamed: Blamed<T>[] = [];
  const attempt = async (part: readonly T[]): Promise<void> => {
    if (part.length === 0) return;
    try {
      await undoable(transaction, () => work(part));
    } catch (error) {
      if (isRetryable(error)) throw error;
      if (part.length === 1 || blamed.length >= MOST_SEARCHED_FOR) {
        blamed.push(...part.map((item) => ({ item, error })));
        return;
      }
      const middle = part.length >> 1;
      await attempt(part.slice(0, middle));
      await attempt(part.slice(middle));
    }
  };
  await attempt(items);
  return blamed;
}

async function undoable(transaction: Queryable, work: () => Promise<void>): Promise<void> {
  await transaction.query('savepoint part');
  try {
    await work();
  } catch (error) {
    if (!isRetryable(error)) await transaction.query('rollback to savepoint part; release savepoint part');
    throw error;
  }
  await transaction.query('release savepoint part');
}
