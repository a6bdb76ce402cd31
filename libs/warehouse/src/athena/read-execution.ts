import type { QueryExecution } from '@aws-sdk/client-athena';
import type { AthenaExecution, AthenaState } from './athena-history-port';

const STATES: Readonly<Record<string, AthenaState>> = {
  QUEUED: 'queued',
  RUNNING: 'running',
  SUCCEEDED: 'success',
  FAILED: 'failed',
  CANCELLED: 'canceled',
};

/** Reads the SDK's execution; null when what identifies it is missing. */
export function readExecution(execution: QueryExecution, workgroup: string): AthenaExecution | null {
  const { QueryExecutionId: id, Query: sql, Status: status, QueryExecutionContext: context } = execution;
  const state = STATES[status?.State ?? ''];
  if (id === undefined || sql === undefined || state === undefined) return null;
  if (status?.SubmissionDateTime === undefined) return null;
  return {
    id,
    workgroup: execution.WorkGroup ?? workgroup,
    sql,
    database: context?.Database?.toLowerCase() ?? null,
    catalog: (context?.Catalog ?? 'AwsDataCatalog').toLowerCase(),
    state,
    submittedAt: status.SubmissionDateTime,
    completedAt: status.CompletionDateTime ?? null,
  };
}
