import type { SQSClient } from '@aws-sdk/client-sqs';
import type { CatalogObserved, ObservedStatement, QueryObserved } from '@tributary/contracts';
import { sqlHash } from '@tributary/sql-lineage';
import { untilAtRest } from './at-rest';
import { send, sqsOf } from './recorded-messages';
import { newDataDir, type Running, StandaloneUnderTest } from './standalone';

const source = {
  kind: 'redshift',
  id: 'redshift:story',
  namespace: 'redshift://story.eu-west-1:5439',
} as const;

const nameOf = (table: string): string => `dev.${table}`;

/** `mart.t` as its statements name it → its id in the graph. */
export const idOf = (table: string): string => `${source.namespace}/${nameOf(table)}`;

/** A statement as the history has it: when it ran, its text, and what is special about it. */
export interface Told extends Partial<Pick<ObservedStatement, 'transaction' | 'status' | 'sessionId'>> {
  /** `2026-03-01T08:00:00Z` */
  readonly at: string;
  readonly sql: string;
  /** What the warehouse says that it touched, `mart.t`; left out: it says nothing. */
  readonly touched?: { readonly reads: readonly string[]; readonly writes: readonly string[] };
}

/** An empty instance that is told stories through its queues and asked over HTTP. */
export class Story {
  private constructor(
    private readonly instance: StandaloneUnderTest,
    private readonly sqs: SQSClient,
    private readonly running: Running,
  ) {}

  static async start(): Promise<Story> {
    const instance = await StandaloneUnderTest.start(newDataDir(), ['--no-sample', '--no-feed']);
    return new Story(instance, sqsOf(instance.running), instance.running);
  }

  /** Shows the columns of tables, `raw.orders: id, total`, as a catalog had them from the first of March. */
  async showTables(...tables: readonly string[]): Promise<void> {
    const message: CatalogObserved = {
      type: 'catalog-observed',
      version: 1,
      source,
      runId: 'story',
      observedAt: '2026-03-01T00:00:00Z',
      tables: tables.map((line) => {
        const [name = '', columns = ''] = line.split(': ');
        return {
          dataset: { namespace: source.namespace, name: `dev.${name}` },
          tableType: 'table',
          columns: columns.split(', ').map((column) => ({ name: column, type: null, partitionKey: false })),
          location: null,
          linkTo: null,
          owner: null,
          description: null,
        };
      }),
      externalSchemas: [],
      datashares: [],
      searchPaths: [],
    };
    await send(this.sqs, this.running.queues, [{ queue: 'lineage', body: JSON.stringify(message) }]);
  }

  /** Tells what ran. The same instant and text are the same execution, so a later telling may know more of it. */
  async tell(...told: readonly Told[]): Promise<void> {
    const message: QueryObserved = {
      type: 'query-observed',
      version: 1,
      source,
      runId: 'story',
      statements: told.map(
        ({ at, sql, transaction = 'committed', status = 'success', sessionId = null, touched }) => ({
          executionId: `${at} ${sqlHash(sql, 'redshift')}`,
          origin: 'history',
          sessionId,
          transactionId: null,
          order: 0,
          startedAt: at,
          endedAt: at,
          user: 'etl',
          label: null,
          status,
          transaction,
          textFlags: [],
          dialect: 'redshift',
          database: 'dev',
          searchPath: ['public'],
          tempTables: [],
          sql,
          sqlHash: sqlHash(sql, 'redshift'),
          ...(touched && {
            tablesTouched: { reads: touched.reads.map(nameOf), writes: touched.writes.map(nameOf) },
          }),
        }),
      ),
    };
    await send(this.sqs, this.running.queues, [{ queue: 'queries', body: JSON.stringify(message) }]);
  }

  /** Posts an OpenLineage event to the one address that there is. */
  async post(event: object): Promise<void> {
    const answer = await fetch(`${this.running.ui}/api/v1/lineage`, {
      method: 'POST',
      body: JSON.stringify(event),
      headers: { 'content-type': 'application/json' },
    });
    if (answer.status !== 201)
      throw new Error(`the event was answered ${answer.status}: ${await answer.text()}`);
  }

  async untilAtRest(): Promise<void> {
    await untilAtRest(this.sqs, this.running, 60_000);
  }

  async ask<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.running.ui}${path}`);
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async export(): Promise<readonly Record<string, unknown>[]> {
    const text = await (await fetch(`${this.running.ui}/v1/export`)).text();
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async stop(): Promise<void> {
    this.sqs.destroy();
    await this.instance.stop();
  }
}
