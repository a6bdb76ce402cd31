import { AwsError } from '../http/aws-error';
import type { AthenaData, StoredExecution } from './athena-data';
import { ExecutionIndex, asOf } from './execution-index';

type Input = Readonly<Record<string, unknown>>;

export interface AthenaOptions {
  readonly data: AthenaData;
  /** Athena documents no order; newest first is what is seen in practice. */
  readonly order?: 'newest-first' | 'shuffled';
  /** Ids that BatchGetQueryExecution leaves unprocessed, each as many times as given here. */
  readonly unprocessed?: Map<string, number>;
  /** What was submitted later is not there yet, what ended later still runs. */
  readonly now?: () => Date;
}

const epoch = (iso: string): number => Date.parse(iso) / 1000;
const limit = (value: unknown, most: number): number =>
  typeof value === 'number' && value > 0 ? Math.min(value, most) : most;
const missing = (what: string) => new AwsError('InvalidRequestException', what, 400);

/** The read operations of Athena's history, with its paging: 50 ids a page, every page ends with a token until the last. */
export function athenaOperations({
  data,
  order = 'newest-first',
  unprocessed = new Map(),
  now = () => new Date(),
}: AthenaOptions) {
  const history = new ExecutionIndex(data, order);
  const shown = (execution: StoredExecution): StoredExecution => asOf(execution, now());

  return {
    ListWorkGroups: async (input: Input) => {
      const { items, token } = page(data.workgroups, input, 50);
      const WorkGroups = items.map(({ name, enabled }) => ({
        Name: name,
        State: enabled ? 'ENABLED' : 'DISABLED',
      }));
      return { WorkGroups, ...(token && { NextToken: token }) };
    },

    ListQueryExecutions: async (input: Input) => {
      const workgroup = String(input['WorkGroup'] ?? 'primary');
      if (!data.workgroups.some((group) => group.name === workgroup))
        throw missing(`WorkGroup ${workgroup} is not found.`);
      const { items, token } = page(history.of(workgroup, now().toISOString()), input, 50);
      return { QueryExecutionIds: items.map(({ id }) => id), ...(token && { NextToken: token }) };
    },

    BatchGetQueryExecution: async (input: Input) => {
      const ids = (input['QueryExecutionIds'] as string[] | undefined) ?? [];
      if (ids.length === 0 || ids.length > 50) throw missing('QueryExecutionIds must have 1 to 50 ids.');
      const executions: object[] = [];
      const left: object[] = [];
      for (const id of ids) {
        const execution = history.find(id);
        const refusals = unprocessed.get(id) ?? 0;
        if (refusals > 0) unprocessed.set(id, refusals - 1);
        if (execution !== undefined && refusals === 0) executions.push(queryExecution(shown(execution)));
        else left.push(unprocessedId(id, execution !== undefined));
      }
      return { QueryExecutions: executions.reverse(), UnprocessedQueryExecutionIds: left };
    },

    GetQueryExecution: async (input: Input) => {
      const execution = history.find(String(input['QueryExecutionId']));
      if (execution === undefined) throw missing('QueryExecution was not found');
      return { QueryExecution: queryExecution(shown(execution)) };
    },

    GetPreparedStatement: async (input: Input) => {
      const found = data.prepared.find(
        ({ name, workgroup }) => name === input['StatementName'] && workgroup === input['WorkGroup'],
      );
      if (found === undefined)
        throw new AwsError('ResourceNotFoundException', 'PreparedStatement was not found', 400);
      return {
        PreparedStatement: {
          StatementName: found.name,
          QueryStatement: found.sql,
          WorkGroupName: found.workgroup,
          LastModifiedTime: epoch(found.modifiedAt),
        },
      };
    },
  };
}

function page<T>(items: readonly T[], input: Input, most: number): { items: T[]; token: string | null } {
  const from = Number(input['NextToken'] ?? 0);
  const to = from + limit(input['MaxResults'], most);
  return { items: items.slice(from, to), token: to < items.length ? String(to) : null };
}

function queryExecution(execution: StoredExecution): object {
  return {
    QueryExecutionId: execution.id,
    Query: execution.sql,
    StatementType: statementType(execution.sql),
    WorkGroup: execution.workgroup,
    QueryExecutionContext: {
      Database: execution.database,
      ...(execution.catalog && { Catalog: execution.catalog }),
    },
    Status: {
      State: execution.state,
      SubmissionDateTime: epoch(execution.submittedAt),
      ...(execution.completedAt !== null && { CompletionDateTime: epoch(execution.completedAt) }),
    },
    EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' },
  };
}

function unprocessedId(id: string, exists: boolean): object {
  return exists
    ? { QueryExecutionId: id, ErrorCode: 'INTERNAL_FAILURE', ErrorMessage: 'Internal error, try again' }
    : { QueryExecutionId: id, ErrorCode: 'INVALID_QUERY_EXECUTION_ID', ErrorMessage: 'not found' };
}

/** Athena counts CREATE TABLE AS as DML. */
function statementType(sql: string): 'DDL' | 'DML' | 'UTILITY' {
  const text = sql
    .replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ')
    .trim()
    .toUpperCase();
  if (/^CREATE\s+TABLE\b[\s\S]*\bAS\s*\(?\s*(SELECT|WITH)\b/.test(text)) return 'DML';
  if (/^(CREATE|ALTER|DROP|MSCK)\b/.test(text)) return 'DDL';
  return /^(SHOW|DESCRIBE|EXPLAIN)\b/.test(text) ? 'UTILITY' : 'DML';
}
