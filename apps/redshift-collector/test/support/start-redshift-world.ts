import path from 'node:path';
import {
  type Ran,
  type SampleWarehouse,
  type SeedOptions,
  WORLD_REGION,
  runMain,
  seedSampleWarehouse,
  startEmbeddedPostgres,
  startRedshiftData,
  startWorld,
} from '@tributary/aws-sandbox';
import { lineageQueueMessage, queriesQueueMessage } from '@tributary/contracts';
import { main } from '../../src/main';

export type RedshiftWorld = Awaited<ReturnType<typeof startRedshiftWorld>>;

/** A sandbox with a seeded Redshift, queues and a bucket, and the collector as a process would run it. */
export async function startRedshiftWorld(
  sample: SampleWarehouse,
  { now, ...seed }: SeedOptions & { readonly now?: () => Date } = {},
) {
  const world = await startWorld();
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(world.folder, 'pg'), durable: false });
  await seedSampleWarehouse(sample, { ...seed, databaseUrl: postgres.url, dataDir: world.folder });
  const redshift = await startRedshiftData({
    databaseUrl: postgres.url,
    pageRows: 100,
    ...(now !== undefined && { now }),
  });
  const env = {
    ...world.env,
    AWS_ENDPOINT_URL_REDSHIFT_DATA: redshift.endpoint,
    REDSHIFT_CLUSTER: 'shop',
    REDSHIFT_DATABASES: 'shop',
    REDSHIFT_NAMESPACE: `redshift://shop.${WORLD_REGION}:5439`,
    GLUE_ACCOUNT_ID: '123456789012',
  };
  return {
    redshift,
    env,
    databaseUrl: postgres.url,
    run: (argv: readonly string[] = [], more: Record<string, string | undefined> = {}): Promise<Ran> =>
      runMain(main, argv, { ...env, ...more }),
    queries: async () => (await world.drain('queries')).map((body) => queriesQueueMessage.parse(body)),
    lineage: async () => (await world.drain('lineage')).map((body) => lineageQueueMessage.parse(body)),
    stop: () => world.stop(redshift, postgres),
  };
}
