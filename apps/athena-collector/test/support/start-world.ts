import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import {
  type AthenaData,
  type GlueData,
  startAthena,
  startGlue,
  startS3,
  startSqs,
} from '@tributary/aws-sandbox';
import { type QueueName, lineageQueueMessage, queriesQueueMessage } from '@tributary/contracts';
import { s3Client, sqsClient, sqsQueue } from '@tributary/messaging';
import { main } from '../../src/main';

export const REGION = 'eu-west-1';
const BUCKET = 'tributary';
export const ACCOUNT = '123456789012';

export interface Ran {
  readonly code: number;
  readonly log: readonly Record<string, unknown>[];
  readonly complaint: string;
  /** Everything that was printed, as it was printed. */
  readonly printed: string;
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** A sandbox with an Athena and a Glue catalog, queues and a bucket, and the collector as a process would run it. */
export async function startWorld(sample: {
  readonly athena: AthenaData;
  readonly glue: GlueData;
  readonly order?: 'newest-first' | 'shuffled';
  readonly unprocessed?: Map<string, number>;
}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tributary-athena-collector-'));
  const { athena: data, glue: catalog, ...behaviour } = sample;
  const athena = await startAthena({ ...behaviour, data });
  const glue = await startGlue({ data: catalog, account: ACCOUNT });
  const sqs = await startSqs({});
  const s3 = await startS3({ dataDir: path.join(folder, 's3') });
  // The SDK reads its endpoints and credentials from the process, not from what a test hands over.
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_ATHENA: athena.endpoint,
    AWS_ENDPOINT_URL_GLUE: glue.endpoint,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  const objects = s3Client({ region: REGION });
  await objects.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const queues = sqsClient({ region: REGION });
  const urls = {} as Record<'queries' | 'lineage', string>;
  for (const name of ['queries', 'lineage'] as const) {
    await queues.send(new CreateQueueCommand({ QueueName: name }));
    urls[name] = sqs.queueUrl(name);
  }

  const env = {
    AWS_REGION: REGION,
    GLUE_ACCOUNT_ID: ACCOUNT,
    INITIAL_LOOKBACK_DAYS: '45',
    QUERIES_QUEUE_URL: urls.queries,
    LINEAGE_QUEUE_URL: urls.lineage,
    STATE_BUCKET: BUCKET,
    CLAIM_BUCKET: BUCKET,
  };

  /** Empties a queue. */
  const bodies = async (name: QueueName & keyof typeof urls): Promise<unknown[]> => {
    const queue = sqsQueue({ client: queues, url: urls[name], name, deadLetterUrl: undefined });
    const found: unknown[] = [];
    for (;;) {
      const messages = await queue.receive({ max: 10, waitSeconds: 0, visibilityTimeoutSeconds: 60 });
      if (messages.length === 0) return found;
      found.push(...messages.map(({ body }) => JSON.parse(body) as unknown));
      await queue.remove(messages.map(({ receipt }) => receipt));
    }
  };

  return {
    athena,
    glue,
    objects,
    bucket: BUCKET,
    run: (argv: readonly string[] = [], more: Record<string, string | undefined> = {}): Promise<Ran> =>
      runMain(argv, { ...env, ...more }),
    queries: async () => (await bodies('queries')).map((body) => queriesQueueMessage.parse(body)),
    lineage: async () => (await bodies('lineage')).map((body) => lineageQueueMessage.parse(body)),
    stop: async () => {
      objects.destroy();
      queues.destroy();
      await Promise.all([athena.stop(), glue.stop(), sqs.stop(), s3.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the collector's main with its own arguments and variables, and gives what a caller would see. */
export async function runMain(
  argv: readonly string[],
  env: Record<string, string | undefined>,
): Promise<Ran> {
  let printed = '';
  let complaint = '';
  const code = await new Promise<number>((resolve, reject) => {
    main({
      argv,
      env,
      print: (text) => void (printed += text),
      complain: (text) => void (complaint += text),
      onStopSignal: () => undefined,
      onUncaught: () => undefined,
      exit: resolve,
    }).catch(reject);
  });
  const log = printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, log, complaint, printed };
}
