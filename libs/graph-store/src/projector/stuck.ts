import type { DatasetName } from '@tributary/contracts';
import { isRefusedData } from '../store/retryable';
import deleteStuck from '../statements/delete-stuck.sql';
import storeStuck from '../statements/store-stuck.sql';
import type { Queryable } from '../store/database';
import { storeRows } from './store-rows';
import type { Mark } from './work-of';

/** Why something is stuck: the database refused what was projected, or a fault of ours. */
export const stuckCodes = ['refused-data', 'fault'] as const;

/** Something that could not be projected. It is tried again after a pause; until then the graph shows it as it was. */
export interface Stuck {
  readonly mark: Mark;
  readonly code: (typeof stuckCodes)[number];
  /** The datasets concerned, as far as they are known. */
  readonly datasets: readonly DatasetName[];
  readonly error: unknown;
}

/** What failed to be projected of a mark, or of the group of names that the mark stands for. */
export const stuck = (mark: Mark, datasets: readonly DatasetName[], error: unknown): Stuck => ({
  mark,
  code: isRefusedData(error) ? 'refused-data' : 'fault',
  datasets,
  error,
});

/** Puts aside what is stuck, and forgets of what was put aside all that is not any more. */
export async function storeStuckMarks(
  transaction: Queryable,
  failed: readonly Stuck[],
  followed: readonly Mark[],
): Promise<void> {
  const idOf = ({ kind, key }: Mark): string => `${kind} ${key}`;
  const rows = new Map(
    failed.map(({ mark, code, error }) => [
      idOf(mark),
      { kind: mark.kind, key: mark.key, code, message: String(error) },
    ]),
  );
  const loose = followed.filter((mark) => !rows.has(idOf(mark)));
  if (loose.length > 0) {
    await transaction.query(deleteStuck, [loose.map(({ kind }) => kind), loose.map(({ key }) => key)]);
  }
  await storeRows(transaction, storeStuck, [...rows.values()]);
}
