import { inputsOf } from './analysis-inputs';
import { instantOf } from './moment';
import { resolveName, type NameState } from './name-state';
import { keyOf, momentOfRun, type StatementRun } from './statement-run';
import type { Write } from './writes';

export interface UsageDay {
  readonly dataset: string;
  readonly day: string;
  readonly reads: number;
  readonly writes: number;
}

/** A statement that wrote a dataset, by its text. */
export interface Writer {
  readonly dataset: string;
  readonly key: string;
  readonly sqlHash: string | null;
  readonly statementKind: string;
  readonly job: string | null;
  readonly lastRunAt: string | null;
  readonly executions: number;
}

/** The permanent datasets a run reads, under the names they have now. */
export function datasetsRead(
  run: StatementRun,
  stateOf: (key: string) => NameState | undefined,
): ReadonlySet<string> {
  const moment = momentOfRun(run);
  const { datasets } = run.analysis;
  return new Set(
    [...inputsOf(run.analysis)].flatMap((index) => {
      if (datasets[index]!.temp) return [];
      const key = keyOf(datasets[index]!, run);
      return [resolveName(stateOf(key), key, moment)];
    }),
  );
}

/** True for what counts as use: clearing a table away is none. */
export const isUse = ({ effect }: Pick<Write, 'effect'>): boolean =>
  effect !== 'drop' && effect !== 'truncate';

/** A definition that a catalog shows was run by nobody. */
const isRun = (run: StatementRun): boolean => run.origin !== 'view-definition';

/** How many runs read and wrote each dataset on each day. */
export function usageDays(
  reads: readonly { readonly dataset: string; readonly run: StatementRun }[],
  writes: readonly Write[],
): UsageDay[] {
  const days = new Map<string, { dataset: string; day: string; reads: number; writes: number }>();
  const dayOf = (dataset: string, run: StatementRun) => {
    const day = instantOf(momentOfRun(run)).slice(0, 10);
    const found = days.get(`${dataset} ${day}`) ?? { dataset, day, reads: 0, writes: 0 };
    days.set(`${dataset} ${day}`, found);
    return found;
  };
  for (const { dataset, run } of reads) if (isRun(run)) dayOf(dataset, run).reads += 1;
  for (const write of writes) {
    if (isUse(write) && isRun(write.run)) dayOf(write.dataset, write.run).writes += 1;
  }
  return [...days.values()];
}

/** Which statements wrote each dataset. `writes` must be in order. */
export function writersOf(writes: readonly Write[]): Writer[] {
  const writers = new Map<string, Writer>();
  for (const { dataset, run, effect } of writes) {
    if (!isUse({ effect })) continue;
    const { sqlHash, statementKind } = run.analysis;
    const id = `${dataset} ${sqlHash}`;
    const known = writers.get(id);
    writers.set(id, {
      dataset,
      key: sqlHash,
      sqlHash,
      statementKind,
      job: null,
      lastRunAt: isRun(run) ? instantOf(momentOfRun(run)) : (known?.lastRunAt ?? null),
      executions: (known?.executions ?? 0) + (isRun(run) ? 1 : 0),
    });
  }
  return [...writers.values()];
}

/** Days of several kinds of use as one each. */
export function mergeUsage(days: readonly UsageDay[]): UsageDay[] {
  const merged = new Map<string, UsageDay>();
  for (const each of days) {
    const key = `${each.dataset} ${each.day}`;
    const known = merged.get(key) ?? { ...each, reads: 0, writes: 0 };
    merged.set(key, { ...known, reads: known.reads + each.reads, writes: known.writes + each.writes });
  }
  return [...merged.values()];
}
