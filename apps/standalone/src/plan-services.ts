import path from 'node:path';
import type { QueueUrls } from './parts/queues';
import { SANDBOX_REGION, sandboxCredentials } from './parts/queues';
import type { ProcessSpec } from './process/managed-process';

/** Where everything is, once the parts are up. */
export interface Addresses {
  readonly databaseUrl: string;
  readonly queues: QueueUrls;
  readonly claimBucket: string;
  /** Null where the real AWS is used. */
  readonly sqsEndpoint: string | null;
  readonly s3Endpoint: string | null;
  /** Queues or sources are real ones, reached with the caller's AWS settings. */
  readonly realAws: boolean;
  readonly sources: { readonly redshift: string; readonly athena: string; readonly glue: string } | null;
  /** Of lineage-api itself; the front door stands before it. */
  readonly apiPort: number;
  readonly gatewayPort: number;
}

export interface Places {
  /** The folder with all apps: every service is started from the very dist folder that its image carries. */
  readonly apps: string;
  readonly logs: string;
}

type Env = Record<string, string>;

const SAMPLE_REDSHIFT = 'shop';
const SAMPLE_ACCOUNT = '123456789012';
/** The sample's month, whatever the hour it is started at. */
const SAMPLE_LOOKBACK_DAYS = '45';

/** The caller's own settings whose names match. */
const callers = (names: RegExp): Env =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (pair): pair is [string, string] => names.test(pair[0]) && pair[1] !== undefined,
    ),
  );

/** Real AWS parts are reached with these. */
const callersAws = (): Env => callers(/^AWS_/);
/** Where lineage goes on to as OpenLineage, and how long raw events stay. */
const callersWriterSettings = (): Env => callers(/^(OPENLINEAGE_OUT|RAW_EVENT_RETENTION)(_|$)/);

const sandboxAws: Env = {
  AWS_REGION: SANDBOX_REGION,
  AWS_ACCESS_KEY_ID: sandboxCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: sandboxCredentials.secretAccessKey,
};

/** The sandbox takes any credentials, so the caller's serve for both as soon as one part is real. */
function awsEnv({ sqsEndpoint, s3Endpoint, realAws }: Addresses): Env {
  return {
    ...(realAws ? callersAws() : sandboxAws),
    ...(sqsEndpoint !== null && { AWS_ENDPOINT_URL_SQS: sqsEndpoint }),
    ...(s3Endpoint !== null && { AWS_ENDPOINT_URL_S3: s3Endpoint }),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

/** The services in starting order: the writer first, because it makes the schema. */
export function planServices(
  at: Addresses,
  places: Places,
  counts: { readonly parsers: number; readonly writers: number },
  healthPorts: readonly number[],
): ProcessSpec[] {
  const common = { ...awsEnv(at), CLAIM_BUCKET: at.claimBucket, HEALTH_HOST: '127.0.0.1' };
  const numbered = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}-${index + 1}`));
  const services: [name: string, app: string, env: Env][] = [
    ...numbered('lineage-writer', counts.writers).map((name): [string, string, Env] => [
      name,
      'lineage-writer',
      {
        ...callersWriterSettings(),
        DATABASE_URL: at.databaseUrl,
        LINEAGE_QUEUE_URL: at.queues.lineage,
        QUERIES_QUEUE_URL: at.queues.queries,
      },
    ]),
    ...numbered('parser-worker', counts.parsers).map((name): [string, string, Env] => [
      name,
      'parser-worker',
      {
        DATABASE_URL: at.databaseUrl,
        QUERIES_QUEUE_URL: at.queues.queries,
        EVENTS_QUEUE_URL: at.queues.events,
        LINEAGE_QUEUE_URL: at.queues.lineage,
      },
    ]),
    [
      'openlineage-gateway',
      'openlineage-gateway',
      { EVENTS_QUEUE_URL: at.queues.events, PORT: String(at.gatewayPort), HOST: '127.0.0.1' },
    ],
    [
      'lineage-api',
      'lineage-api',
      {
        DATABASE_URL: at.databaseUrl,
        PORT: String(at.apiPort),
        HOST: '127.0.0.1',
        WEB_DIST: path.join(places.apps, 'web/dist'),
      },
    ],
  ];
  return services.map(([name, app, env], index) => ({
    name,
    script: path.join(places.apps, app, 'dist/main.js'),
    env: { ...common, ...env, HEALTH_PORT: String(healthPorts[index]) },
    readyUrl: `http://127.0.0.1:${healthPorts[index]}/ready`,
    logFile: path.join(places.logs, `${name}.log`),
  }));
}

/** As in the collectors' images: the limit has Node collect garbage early. */
const COLLECTOR_HEAP = '--max-old-space-size=1024';

/** The collectors as jobs: against the sample's sources, or with the caller's own settings against real ones. */
export function planCollectors(at: Addresses, places: Places): ProcessSpec[] {
  const queues = { QUERIES_QUEUE_URL: at.queues.queries, LINEAGE_QUEUE_URL: at.queues.lineage };
  const common = { ...awsEnv(at), ...queues, CLAIM_BUCKET: at.claimBucket, STATE_BUCKET: at.claimBucket };
  const { sources } = at;
  const sample: Env =
    sources === null
      ? {}
      : {
          AWS_ENDPOINT_URL_REDSHIFT_DATA: sources.redshift,
          AWS_ENDPOINT_URL_ATHENA: sources.athena,
          AWS_ENDPOINT_URL_GLUE: sources.glue,
          ...sandboxAws,
          REDSHIFT_CLUSTER: SAMPLE_REDSHIFT,
          REDSHIFT_DATABASES: 'shop',
          REDSHIFT_NAMESPACE: `redshift://${SAMPLE_REDSHIFT}.${SANDBOX_REGION}:5439`,
          GLUE_ACCOUNT_ID: SAMPLE_ACCOUNT,
          INITIAL_LOOKBACK_DAYS: SAMPLE_LOOKBACK_DAYS,
        };
  const real: Env = sources === null ? callersCollectorSettings() : {};
  return ['redshift-collector', 'athena-collector'].map((name) => ({
    name,
    script: path.join(places.apps, name, 'dist/main.js'),
    env: { NODE_OPTIONS: COLLECTOR_HEAP, ...common, ...real, ...sample },
    logFile: path.join(places.logs, `${name}.log`),
  }));
}

const callersCollectorSettings = (): Env =>
  callers(/^(REDSHIFT|ATHENA|GLUE|STATE|SOURCE|LOOKBACK|SETTLE|INITIAL)_/);
