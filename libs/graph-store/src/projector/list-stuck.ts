import listStuckRows from '../statements/list-stuck.sql';
import type { Queryable } from '../store/database';
import type { stuckCodes } from './stuck';

/** Something that is put aside: a group of names by its first one, or a mark by its key. */
export interface StuckThing {
  readonly kind: string;
  readonly key: string;
  readonly code: (typeof stuckCodes)[number];
  readonly message: string;
  readonly tries: number;
  /** Of a group of names its first one. */
  readonly namespace: string | null;
  readonly name: string | null;
}

/** What could not be projected and is tried again after a pause. */
export const listStuck = async (database: Queryable, limit = 100): Promise<StuckThing[]> =>
  await database.query<StuckThing>(listStuckRows, [limit]);
