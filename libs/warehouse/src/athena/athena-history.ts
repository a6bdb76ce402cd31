import {
  type AthenaClient,
  BatchGetQueryExecutionCommand,
  GetPreparedStatementCommand,
  ListQueryExecutionsCommand,
  ListWorkGroupsCommand,
} from '@aws-sdk/client-athena';
import { awsErrorFacts, mayPass } from '../aws-error';
import { pacer } from '../pacer';
import { refusedRequest } from '../refused-request';
import { type RetryOptions, retry } from '../retry';
import { WarehouseError } from '../warehouse-error';
import type { AthenaExecution, AthenaHistoryPort } from './athena-history-port';
import { readExecution } from './read-execution';

export interface AthenaHistoryOptions {
  readonly client: AthenaClient;
  readonly signal?: AbortSignal;
  readonly retry?: RetryOptions;
  /** Athena's quotas (5 lists and 20 batch reads a second) are shared with the customer's console: default 3. */
  readonly listsPerSecond?: number;
  /** Default 10. */
  readonly batchesPerSecond?: number;
}

const PAGE = 50;

/** Athena's history over the SDK. */
export function athenaHistory(options: AthenaHistoryOptions): AthenaHistoryPort {
  const { client, signal, listsPerSecond = 3, batchesPerSecond = 10 } = options;
  const sending = signal === undefined ? {} : { abortSignal: signal };
  const listPace = pacer(listsPerSecond);
  const batchPace = pacer(batchesPerSecond);

  const request = async <T>(what: string, pace: typeof listPace, call: () => Promise<T>): Promise<T> => {
    const paced = async (): Promise<T> => {
      await pace(signal);
      return await call();
    };
    try {
      return await retry(paced, mayPass, { ...options.retry, signal });
    } catch (error) {
      throw refusedRequest(what, error, signal);
    }
  };

  const byId = async (ids: readonly string[], workgroup: string): Promise<AthenaExecution[]> => {
    const found: AthenaExecution[] = [];
    for (let from = 0; from < ids.length; from += PAGE) {
      let wanted = ids.slice(from, from + PAGE);
      // A batch may succeed and leave every id of it unprocessed.
      for (let attempt = 0; wanted.length > 0; attempt += 1) {
        const asked = wanted;
        const { QueryExecutions = [], UnprocessedQueryExecutionIds = [] } = await request(
          'query executions',
          batchPace,
          () => client.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: asked }), sending),
        );
        for (const execution of QueryExecutions) {
          const read = readExecution(execution, workgroup);
          if (read !== null) found.push(read);
        }
        const left = UnprocessedQueryExecutionIds.filter((entry) => !isGone(entry));
        wanted = left.flatMap(({ QueryExecutionId }) => QueryExecutionId ?? []);
        if (wanted.length > 0 && attempt >= 9)
          throw new WarehouseError(
            'unreachable',
            `Athena left ${wanted.length} query executions unprocessed ten times: ${left[0]?.ErrorMessage ?? left[0]?.ErrorCode ?? 'no reason given'}`,
          );
      }
    }
    return found;
  };

  return {
    workgroups: async () => {
      const names: string[] = [];
      let token: string | undefined;
      do {
        const input = { MaxResults: PAGE, ...(token !== undefined && { NextToken: token }) };
        const page = await request('workgroups', listPace, () =>
          client.send(new ListWorkGroupsCommand(input), sending),
        );
        for (const { Name } of page.WorkGroups ?? []) if (Name !== undefined) names.push(Name);
        token = page.NextToken || undefined;
      } while (token !== undefined);
      return names;
    },

    executions: async function* (workgroup) {
      const list = (token: string | undefined) =>
        request(`executions of workgroup '${workgroup}'`, listPace, () => {
          const input = {
            WorkGroup: workgroup,
            MaxResults: PAGE,
            ...(token !== undefined && { NextToken: token }),
          };
          return client.send(new ListQueryExecutionsCommand(input), sending);
        });
      let page: Awaited<ReturnType<typeof list>> | null = await list(undefined);
      while (page !== null) {
        // The next ids are on their way while these are fetched.
        const next: ReturnType<typeof list> | null = page.NextToken ? list(page.NextToken) : null;
        next?.catch(() => undefined);
        yield await byId(page.QueryExecutionIds ?? [], workgroup);
        page = await next;
      }
    },

    byId: (ids) => byId(ids, 'primary'),

    preparedStatement: async (workgroup, name) => {
      try {
        const { PreparedStatement } = await request(`prepared statement '${name}'`, batchPace, () =>
          client.send(
            new GetPreparedStatementCommand({ StatementName: name, WorkGroup: workgroup }),
            sending,
          ),
        );
        const sql = PreparedStatement?.QueryStatement;
        return sql === undefined ? null : { sql, modifiedAt: PreparedStatement?.LastModifiedTime ?? null };
      } catch (error) {
        const { cause } = error as { cause?: unknown };
        if (awsErrorFacts(cause).name === 'ResourceNotFoundException') return null;
        throw error;
      }
    },
  };
}

const isGone = ({ ErrorCode = '' }: { ErrorCode?: string | undefined }): boolean =>
  /INVALID_QUERY_EXECUTION_ID|NOT_?FOUND|InvalidRequest/i.test(ErrorCode);
