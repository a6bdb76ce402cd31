import type { Database } from '../store/database';
import clearProjections from '../statements/clear-projections.sql';
import markEverything from '../statements/mark-everything.sql';
import { countPending } from './count-pending';
import { projectPending, type ProjectOptions } from './project-pending';
import { takeProjectionTurn } from './take-projection-turn';

export interface RebuildOptions extends ProjectOptions {
  /** Called after each step with the marks followed and those that are left. */
  readonly onProgress?: (progress: { readonly done: number; readonly left: number }) => void;
}

/**
 * Projects everything from scratch out of the observations. Readers see the graph fill up; writers may go on, and any projector that runs
 * helps. Interrupted, it is finished by the next projection, for the marks stay.
 */
export async function rebuild(database: Database, options: RebuildOptions = {}): Promise<void> {
  await database.transaction(async (transaction) => {
    await takeProjectionTurn(transaction);
    await transaction.query(clearProjections);
    await transaction.query(markEverything);
  });
  for (let done = 0; ;) {
    const { marks } = await projectPending(database, options);
    done += marks;
    const { marks: left } = await countPending(database);
    options.onProgress?.({ done, left });
    if (left === 0) return;
  }
}
