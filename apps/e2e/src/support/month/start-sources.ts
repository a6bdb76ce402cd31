import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import {
  type TravellingClock,
  type World,
  athenaData,
  glueData,
  seedSampleWarehouse,
  startAthena,
  startEmbeddedPostgres,
  startGlue,
  startRedshiftData,
  startWorld,
  travellingClock,
} from '@tributary/aws-sandbox';
import pg from 'pg';
import { type ScriptedMonth, monthSample } from './scripted-month';

export type Sources = Awaited<ReturnType<typeof startSources>>;

export type Collector = 'redshift-collector' | 'athena-collector';

/** The sandbox with a month behind it: Redshift, Athena, Glue, queues and a bucket. */
export async function startSources(
  month: ScriptedMonth,
  { onRequest }: { readonly onRequest?: (request: IncomingMessage) => void },
) {
  const world: World = await startWorld({ onRequest });
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(world.folder, 'pg'), durable: false });
  const sample = monthSample(month);
  await seedSampleWarehouse(sample, {
    databaseUrl: postgres.url,
    dataDir: world.folder,
    sysOnly: true,
    tamper: (rows, statement) =>
      month.cut.has(statement) ? rows.filter(({ sequence }) => sequence !== 1) : rows,
  });
  const redshiftIds = await statementIds(postgres.url);
  let moment: Date | null = null;
  let clock: TravellingClock | null = null;
  const now = (): Date => moment ?? new Date();
  const redshift = await startRedshiftData({ onRequest, databaseUrl: postgres.url, now });
  const athena = await startAthena({ onRequest, data: athenaData(sample.athena), now });
  const glue = await startGlue({ onRequest, data: glueData(sample.glue) });
  return {
    world,
    redshift,
    athena,
    glue,
    /** Ids of the month's Redshift statements in the order of their starts. */
    redshiftIds,
    env: {
      ...world.env,
      AWS_ENDPOINT_URL_REDSHIFT_DATA: redshift.endpoint,
      AWS_ENDPOINT_URL_ATHENA: athena.endpoint,
      AWS_ENDPOINT_URL_GLUE: glue.endpoint,
      REDSHIFT_CLUSTER: 'shop',
      REDSHIFT_DATABASES: 'shop',
      GLUE_ACCOUNT_ID: '123456789012',
    },
    /** Puts the clocks of Redshift and Athena to a moment: they show what they had shown then. */
    travel: async (to: Date): Promise<void> => {
      moment = to;
      clock ??= await travellingClock(postgres.url, 'shop');
      await clock.set(to);
    },
    /** What the busy sources of a collector answer at the next calls. */
    throttle: (collector: Collector): void => {
      if (collector === 'redshift-collector') {
        redshift.faults.add(
          { operation: 'ExecuteStatement', code: 'ActiveStatementsExceededException' },
          { operation: 'GetStatementResult', code: 'ThrottlingException' },
        );
        return;
      }
      athena.faults.add(
        { operation: 'ListQueryExecutions', code: 'ThrottlingException' },
        { operation: 'BatchGetQueryExecution', code: 'TooManyRequestsException' },
      );
      glue.faults.add({ operation: 'GetTables', code: 'ThrottlingException' });
    },
    stop: async () => {
      await clock?.stop();
      await world.stop(redshift, athena, glue, postgres);
    },
  };
}

async function statementIds(serverUrl: string): Promise<string[]> {
  const url = new URL(serverUrl);
  url.pathname = '/shop';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      'select query_id::text as id from pg_redshift.sys_query_history order by query_id',
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}
