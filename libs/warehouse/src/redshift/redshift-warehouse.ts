import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  type DescribeStatementCommandOutput,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  type GetStatementResultCommandOutput,
  type RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { pause } from '@tributary/service-kit';
import { createHash } from 'node:crypto';
import { awsErrorFacts, mayPass } from '../aws-error';
import { type RetryOptions, retry } from '../retry';
import { WarehouseError } from '../warehouse-error';
import { failedStatement, refusedRequest } from './classify-failure';
import { namesOf, readRow } from './read-row';
import type { RedshiftDataPort, Row, WarehouseStatement } from './redshift-data-port';
import { type RedshiftTarget, targetMembers } from './redshift-target';

export interface RedshiftWarehouseOptions {
  readonly client: RedshiftDataClient;
  readonly target: RedshiftTarget;
  readonly sourceId: string;
  readonly runId: string;
  /** Long poll; the Data API takes up to 30. */
  readonly waitSeconds?: number;
  /** Pause between polls where the service does not wait by itself. */
  readonly pollMs?: number;
  /** A statement that takes longer is cancelled. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly retry?: RetryOptions;
}

/** Runs statements over the Redshift Data API: execute, wait, page; what is given up is cancelled. */
export function redshiftWarehouse(options: RedshiftWarehouseOptions): RedshiftDataPort {
  return { rows: (statement) => rowsOf(statement, options) };
}

async function* rowsOf(
  statement: WarehouseStatement,
  options: RedshiftWarehouseOptions,
): AsyncGenerator<Row, void> {
  const id = await finishedStatement(statement, options);
  let page: Page | null = await resultPage(id, undefined, statement, options);
  while (page !== null) {
    // The next one is on its way while this one is worked on.
    const next: Promise<Page> | null =
      page.nextToken === null ? null : resultPage(id, page.nextToken, statement, options);
    next?.catch(() => undefined);
    for (const row of page.rows) yield row;
    page = await next;
  }
}

interface Page {
  readonly rows: readonly Row[];
  readonly nextToken: string | null;
}

/** Reads a page at once: as rows it takes a third of the memory that it takes as fields, and two are there at a time. */
function pageOf({ ColumnMetadata, Records = [], NextToken }: GetStatementResultCommandOutput): Page {
  const columns = namesOf(ColumnMetadata ?? []);
  // The last page has no token or an empty one.
  return { rows: Records.map((record) => readRow(columns, record)), nextToken: NextToken || null };
}

/** Runs the statement and gives the id of its result; a failure that nothing explains is tried once more. */
async function finishedStatement(
  statement: WarehouseStatement,
  options: RedshiftWarehouseOptions,
): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const { Id = '', Status } = await submit(statement, attempt, options);
    // Most of our statements are over before the long poll is: nobody needs to ask again.
    const end: Pick<DescribeStatementCommandOutput, 'Status' | 'Error'> =
      Status === 'FINISHED' ? { Status } : await waited(Id, statement, options);
    if (end.Status === 'FINISHED') {
      const index = statement.prelude === undefined ? '' : `:${statement.prelude.length + 1}`;
      return `${Id}${index}`;
    }
    const error = failedStatement(statement.name, end.Error ?? `it ended ${end.Status}`);
    if (error.code !== 'statement-failed' || attempt > 0) throw error;
  }
}

async function submit(
  statement: WarehouseStatement,
  attempt: number,
  options: RedshiftWarehouseOptions,
): Promise<{ readonly Id?: string | undefined; readonly Status?: string | undefined }> {
  const parameters = Object.entries(statement.parameters ?? {}).map(([name, value]) => ({ name, value }));
  const common = {
    ...targetMembers(options.target),
    Database: statement.database,
    StatementName: `lineage-${options.sourceId}-${options.runId}`,
    // Our own retries send the same token: a request that was accepted although its answer was lost runs once.
    ClientToken: clientToken([options.runId, attempt, statement]),
    WaitTimeSeconds: options.waitSeconds ?? 30,
  };
  return request(statement, options, () =>
    statement.prelude === undefined
      ? options.client.send(
          new ExecuteStatementCommand({
            ...common,
            Sql: statement.sql,
            ...(parameters.length > 0 && { Parameters: parameters }),
          }),
          abort(options),
        )
      : options.client.send(
          new BatchExecuteStatementCommand({ ...common, Sqls: [...statement.prelude, statement.sql] }),
          abort(options),
        ),
  );
}

async function waited(
  id: string,
  statement: WarehouseStatement,
  options: RedshiftWarehouseOptions,
): Promise<Pick<DescribeStatementCommandOutput, 'Status' | 'Error'>> {
  const { waitSeconds = 30, pollMs = 1000, timeoutMs = 15 * 60_000, signal } = options;
  const deadline = Date.now() + timeoutMs;
  try {
    for (;;) {
      const asked = Date.now();
      const described = await request(statement, options, () =>
        options.client.send(
          new DescribeStatementCommand({ Id: id, WaitTimeSeconds: waitSeconds }),
          abort(options),
        ),
      );
      if (['FINISHED', 'FAILED', 'ABORTED'].includes(described.Status ?? '')) return described;
      if (Date.now() > deadline)
        throw new WarehouseError(
          'timed-out',
          `statement '${statement.name}' was still running after ${timeoutMs / 1000} s and was cancelled`,
        );
      // Endpoints without long poll answer at once.
      await pause(Math.max(0, pollMs - (Date.now() - asked)), signal);
      if (signal?.aborted === true)
        throw new WarehouseError('aborted', `statement '${statement.name}' was cancelled on shutdown`);
    }
  } catch (error) {
    // Whatever we no longer wait for would go on burning the warehouse. A failing cancel must not hide the reason.
    await options.client.send(new CancelStatementCommand({ Id: id })).catch(() => undefined);
    throw error;
  }
}

/** FINISHED promises a result, yet it may need a moment: ResourceNotFound then means "not yet". */
async function resultPage(
  id: string,
  token: string | undefined,
  statement: WarehouseStatement,
  options: RedshiftWarehouseOptions,
): Promise<Page> {
  const notYet = (error: unknown) => awsErrorFacts(error).name === 'ResourceNotFoundException';
  const page = await request(statement, options, () =>
    retry(
      () =>
        options.client.send(
          new GetStatementResultCommand({ Id: id, ...(token !== undefined && { NextToken: token }) }),
          abort(options),
        ),
      notYet,
      { ...options.retry, attempts: 4, signal: options.signal },
    ),
  );
  return pageOf(page);
}

async function request<T>(
  statement: WarehouseStatement,
  options: RedshiftWarehouseOptions,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await retry(call, mayPass, { ...options.retry, signal: options.signal });
  } catch (error) {
    if (options.signal?.aborted === true)
      throw new WarehouseError('aborted', `statement '${statement.name}' was cancelled on shutdown`, {
        cause: error,
      });
    throw refusedRequest(statement.name, error);
  }
}

const abort = ({ signal }: RedshiftWarehouseOptions) => (signal === undefined ? {} : { abortSignal: signal });

const clientToken = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
