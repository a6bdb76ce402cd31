import { reduceRun } from '../projection/openlineage-run';
import storeOpenLineageRuns from '../statements/store-openlineage-runs.sql';
import { toMicroseconds } from './graph-rows';
import { eventsOfRuns } from './load-openlineage';
import type { Observed } from './observed';
import { storeRows } from './store-rows';

/** Writes anew how these OpenLineage runs stand. */
export async function projectOpenLineageRuns(observed: Observed, runs: ReadonlySet<string>): Promise<void> {
  if (runs.size === 0) return;
  const units = await eventsOfRuns(observed, [...runs]);
  const rows = units.map(reduceRun).flatMap((run) =>
    run.id === null || run.job === null
      ? []
      : [
          {
            run_id: run.id,
            job_namespace: run.job.namespace,
            job_name: run.job.name,
            state: run.state,
            started_at: run.startedAt === null ? null : toMicroseconds(run.startedAt),
            ended_at: run.endedAt === null ? null : toMicroseconds(run.endedAt),
            producer: run.producer,
            parent_run_id: run.parentRunId,
            error: run.error,
          },
        ],
  );
  await storeRows(observed.transaction, storeOpenLineageRuns, rows);
}
