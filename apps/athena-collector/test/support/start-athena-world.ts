import {
  type AthenaData,
  type GlueData,
  type Ran,
  runMain,
  startAthena,
  startGlue,
  startWorld,
} from '@tributary/aws-sandbox';
import { lineageQueueMessage, queriesQueueMessage } from '@tributary/contracts';
import { main } from '../../src/main';

export const ACCOUNT = '123456789012';

export type AthenaWorld = Awaited<ReturnType<typeof startAthenaWorld>>;

/** A sandbox with an Athena and a Glue catalog, queues and a bucket, and the collector as a process would run it. */
export async function startAthenaWorld(sample: {
  readonly athena: AthenaData;
  readonly glue: GlueData;
  readonly order?: 'newest-first' | 'shuffled';
  readonly unprocessed?: Map<string, number>;
}) {
  const world = await startWorld();
  const { athena: data, glue: catalog, ...behaviour } = sample;
  const athena = await startAthena({ ...behaviour, data });
  const glue = await startGlue({ data: catalog, account: ACCOUNT });
  const env = {
    ...world.env,
    AWS_ENDPOINT_URL_ATHENA: athena.endpoint,
    AWS_ENDPOINT_URL_GLUE: glue.endpoint,
    GLUE_ACCOUNT_ID: ACCOUNT,
  };
  return {
    athena,
    glue,
    env,
    run: (argv: readonly string[] = [], more: Record<string, string | undefined> = {}): Promise<Ran> =>
      runMain(main, argv, { ...env, ...more }),
    queries: async () => (await world.drain('queries')).map((body) => queriesQueueMessage.parse(body)),
    lineage: async () => (await world.drain('lineage')).map((body) => lineageQueueMessage.parse(body)),
    stop: () => world.stop(athena, glue),
  };
}
