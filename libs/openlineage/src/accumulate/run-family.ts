import type { JobName } from '@tributary/contracts';
import type { AccumulatedRun } from './accumulate-run';

/** A run that others name as their parent or root, of which no event has come: nothing is known of it, least of all its state. */
export interface PlaceholderRun {
  readonly id: string;
  readonly job: JobName;
}

export type Relative = NonNullable<AccumulatedRun['parent']>;

/** Parents and roots that no event has told of. */
export function placeholders(runs: readonly AccumulatedRun[]): PlaceholderRun[] {
  const known = new Set(runs.map(({ id }) => id));
  const found = new Map<string, PlaceholderRun>();
  for (const relative of runs.flatMap(({ parent, root }) => [parent, root]))
    if (relative !== null && !known.has(relative.runId))
      found.set(relative.runId, { id: relative.runId, job: relative.job });
  return [...found.values()];
}

/** The run at the top: as the producer says, else by way of the parents; null for a run without parent. */
export function rootOf(run: AccumulatedRun, runs: ReadonlyMap<string, AccumulatedRun>): Relative | null {
  const seen = new Set([run.id]);
  let at = run;
  for (;;) {
    if (at.root !== null) return at.root;
    const up = at.parent;
    if (up === null) return at === run ? null : { runId: at.id, job: at.job };
    const parent = runs.get(up.runId);
    if (parent === undefined || seen.has(parent.id)) return up;
    seen.add(parent.id);
    at = parent;
  }
}
