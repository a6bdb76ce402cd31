import { instantOf } from './moment';
import type { OpenLineageRun } from './openlineage-run';
import { jobLabel, type OpenLineageWrite } from './openlineage-writes';
import type { UsageDay, Writer } from './usage';

/** Use by OpenLineage runs; what the warehouse's own history shows too, and what was only declared, is none. */
export function jobUsageDays(
  reads: readonly { readonly dataset: string; readonly run: OpenLineageRun }[],
  writes: readonly OpenLineageWrite[],
): UsageDay[] {
  const counts = ({ id, collected }: OpenLineageRun): boolean => id !== null && !collected;
  const dayOf = ({ moment }: OpenLineageRun): string => instantOf(moment).slice(0, 10);
  return [
    ...reads
      .filter(({ run }) => counts(run))
      .map(({ dataset, run }) => ({ dataset, day: dayOf(run), reads: 1, writes: 0 })),
    ...writes
      .filter(({ run }) => counts(run))
      .map(({ dataset, run }) => ({ dataset, day: dayOf(run), reads: 0, writes: 1 })),
  ];
}

/** Which jobs wrote each dataset. `writes` must be in order. */
export function jobWritersOf(writes: readonly OpenLineageWrite[]): Writer[] {
  const writers = new Map<string, Writer>();
  for (const { dataset, run } of writes) {
    const id = `${dataset} ${run.stream}`;
    writers.set(id, {
      dataset,
      key: run.stream,
      sqlHash: null,
      statementKind: 'OPENLINEAGE',
      job: jobLabel(run),
      lastRunAt: instantOf(run.moment),
      executions: (writers.get(id)?.executions ?? 0) + (run.id === null ? 0 : 1),
    });
  }
  return [...writers.values()];
}
