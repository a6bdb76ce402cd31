import { instantText } from './instant-text';
import type { JobName } from './job-ref';
import { writeRunId } from './run-id';

/** One run of a job, as it ended or stands. */
export interface RunFacts {
  readonly id: string;
  readonly job: JobName;
  readonly state: 'NEW' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'ABORTED';
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Whose statement it was, and what the session called itself. */
  readonly user: string | null;
  readonly label: string | null;
  readonly sqlHash: string | null;
  readonly error: string | null;
}

/** A row of `execution`. */
export interface ExecutionRow {
  readonly source_id: string;
  readonly execution_id: string;
  readonly sql_hash: string;
  readonly started_at: string;
  readonly ended_at: string;
  readonly user_name: string | null;
  readonly label: string | null;
  readonly status: string;
  readonly transaction_state: string;
}

/** A row of `openlineage_run`. */
export interface EventRunRow {
  readonly run_id: string;
  readonly state: string;
  readonly started_at: Date | string | null;
  readonly ended_at: Date | string | null;
  readonly error: string | null;
}

const ofExecution: Readonly<Record<string, RunFacts['state']>> = {
  success: 'COMPLETED',
  failed: 'FAILED',
  canceled: 'ABORTED',
  running: 'RUNNING',
};

const ofEvents: Readonly<Record<string, RunFacts['state']>> = {
  START: 'RUNNING',
  RUNNING: 'RUNNING',
  COMPLETE: 'COMPLETED',
  FAIL: 'FAILED',
  ABORT: 'ABORTED',
};

/** How a statement's run ended. What was rolled back is told as aborted: nothing of it came to be. */
export function stateOfExecution(row: Pick<ExecutionRow, 'status' | 'transaction_state'>): RunFacts['state'] {
  const state = ofExecution[row.status] ?? 'NEW';
  return row.transaction_state === 'rolled-back' && state === 'COMPLETED' ? 'ABORTED' : state;
}

/** How an OpenLineage run ended. */
export const stateOfEvents = (state: string): RunFacts['state'] => ofEvents[state] ?? 'NEW';

/** A statement's run. */
export function runOfExecution(row: ExecutionRow, job: JobName): RunFacts {
  const state = stateOfExecution(row);
  return {
    id: writeRunId({ sourceId: row.source_id, executionId: row.execution_id }),
    job,
    state,
    startedAt: instantText(row.started_at),
    endedAt: state === 'RUNNING' ? null : instantText(row.ended_at),
    user: row.user_name,
    label: row.label,
    sqlHash: row.sql_hash,
    error: null,
  };
}

/** An OpenLineage run. */
export const runOfEvents = (row: EventRunRow, job: JobName): RunFacts => ({
  id: row.run_id,
  job,
  state: stateOfEvents(row.state),
  startedAt: instantText(row.started_at),
  endedAt: instantText(row.ended_at),
  user: null,
  label: null,
  sqlHash: null,
  error: row.error,
});
