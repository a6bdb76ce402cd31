import type { Database } from '../store/database';
import clearProjections from '../statements/clear-projections.sql';
import countMarksUntil from '../statements/count-marks-until.sql';
import forgetRowHashes from '../statements/forget-row-hashes.sql';
import markEverything from '../statements/mark-everything.sql';
import planRebuildCounts from '../statements/plan-rebuild.sql';
import { projectPending, type ProjectOptions } from './project-pending';
import { takeProjectionTurn } from './take-projection-turn';

export interface RebuildOptions extends ProjectOptions {
  /** Leaves what the graph shows where it is, and writes it again: readers never see less, and it takes longer. */
  readonly inPlace?: boolean;
  /** Called at the start and after each step with the marks followed and those that are left. */
  readonly onProgress?: (progress: { readonly done: number; readonly left: number }) => void;
}

/** What a rebuild would go through, and what the graph shows now. */
export interface RebuildPlan {
  readonly names: number;
  readonly events: number;
  readonly executions: number;
  readonly datasets: number;
  readonly edges: number;
  /** Marks of observations that no projection has followed yet. */
  readonly waiting: number;
}

/** Counts what `rebuild` would do; writes nothing. */
export async function planRebuild(database: Database): Promise<RebuildPlan> {
  const [plan] = await database.query<RebuildPlan>(planRebuildCounts);
  return plan!;
}

/**
 * Projects everything from scratch out of the observations. Safe beside running writers: it starts in its turn between two projections,
 * storing goes on, and any projector that runs helps. Interrupted, it is finished by the next projection, for the marks stay. Ends when
 * all that was observed before its start is followed, whatever comes in meanwhile.
 */
export async function rebuild(database: Database, options: RebuildOptions = {}): Promise<void> {
  const { marks, lastId } = await database.transaction(async (transaction) => {
    await takeProjectionTurn(transaction);
    await transaction.query(options.inPlace ? forgetRowHashes : clearProjections);
    const [marked] = await transaction.query<{ marks: number; lastId: string }>(markEverything);
    return marked!;
  });
  for (let left = marks; ;) {
    options.onProgress?.({ done: marks - left, left });
    if (left === 0) return;
    await projectPending(database, options);
    const [rest] = await database.query<{ left: number }>(countMarksUntil, [lastId]);
    // A transaction that was under way at the start may add marks with earlier numbers.
    left = Math.min(marks, rest!.left);
  }
}
