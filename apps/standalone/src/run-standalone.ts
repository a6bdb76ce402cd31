import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Cron } from 'croner';
import type { ConfiguredParts } from './configured-parts';
import { postEvents, runCollectors } from './feed';
import { startFrontDoor } from './front-door/start-front-door';
import type { StandaloneOptions } from './options';
import { startDatabase } from './parts/database';
import { startQueueParts } from './parts/queue-parts';
import { type SampleSources, startSampleSources } from './parts/sample-sources';
import { untilSettled } from './parts/until-settled';
import { type Addresses, planCollectors, planServices } from './plan-services';
import { freePort } from './process/free-port';
import { ManagedProcess, type ProcessSpec } from './process/managed-process';
import { PidFile } from './process/pid-file';
import { stopLeftovers } from './process/stop-leftovers';
import { writeWhole } from './process/write-whole';
import { Releases } from './releases';
import { summarise } from './summarise';

const PREFERRED_UI_PORT = 8080;
const PREFERRED_GATEWAY_PORT = 5000;
const CLAIM_BUCKET = 'tributary';

export interface StandaloneHost {
  /** The folder with all apps: `apps/` of the checkout. */
  readonly apps: string;
  readonly say: (line: string) => void;
  /** Fires when the person or the system asks to stop. */
  readonly stop: AbortSignal;
}

/** A preferred port gives way to a free one; a port that was asked for does not. */
const portFor = async (asked: number | undefined, preferred: number, setting: string): Promise<number> =>
  asked === undefined
    ? await freePort(preferred, setting).catch(() => freePort(undefined, setting))
    : await freePort(asked, setting);

/**
 * Everything, in the order of its story: database → queues → sample sources → services → front door → feed → rest → summary → stay (or end).
 * Gives the exit code.
 */
export async function runStandalone(
  options: StandaloneOptions,
  parts: ConfiguredParts,
  host: StandaloneHost,
): Promise<number> {
  const { say } = host;
  const started = Date.now();
  const releases = new Releases(say);
  const dataDir = path.resolve(options.dataDir);
  const logs = path.join(dataDir, 'logs');
  const runningFile = path.join(dataDir, 'running.json');
  const pidFile = path.join(dataDir, 'pids.json');
  stopLeftovers(pidFile, say);
  if (options.fresh) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
  const pids = new PidFile(pidFile);
  rmSync(runningFile, { force: true });

  try {
    const database = parts.databaseUrl === null || options.sample ? await startDatabase(dataDir, logs) : null;
    if (database !== null) releases.add('Postgres', () => database.stop());
    const databaseUrl = parts.databaseUrl ?? database?.url ?? '';
    say(
      `▸ database   ${parts.databaseUrl === null ? `embedded Postgres on port ${database?.port}` : 'yours (DATABASE_URL)'}`,
    );

    const queueParts = await startQueueParts(
      parts.queues,
      { dataDir, logs, bucket: CLAIM_BUCKET, script: path.join(__dirname, 'sandbox.js'), pids },
      say,
    );
    releases.add('queues', () => queueParts.stop());
    say(
      `▸ queues     ${queueParts.sqsEndpoint === null ? 'yours (SQS)' : `embedded SQS and S3 on ${queueParts.sqsEndpoint}`}`,
    );

    const sources =
      options.sample && !parts.realSources
        ? await startSampleSources({
            assets: path.join(__dirname, 'assets/sample'),
            dataDir,
            databaseUrl: database?.url ?? '',
            now: new Date(),
          })
        : null;
    if (sources !== null) releases.add('sample sources', () => sources.stop());
    say(
      `▸ sources    ${sources === null ? (parts.realSources ? 'yours' : 'none') : 'the sample shop in Redshift, Athena and Glue'}`,
    );

    const addresses: Addresses = {
      databaseUrl,
      queues: queueParts.urls,
      claimBucket: parts.queues?.claimBucket ?? CLAIM_BUCKET,
      sqsEndpoint: queueParts.sqsEndpoint,
      s3Endpoint: queueParts.s3Endpoint,
      sources: sources?.endpoints ?? null,
      realAws: parts.queues !== null || parts.realSources,
      apiPort: await freePort(undefined, "lineage-api's port"),
      gatewayPort: await portFor(options.gatewayPort, PREFERRED_GATEWAY_PORT, '--gateway-port'),
    };
    const uiPort = await portFor(options.uiPort, PREFERRED_UI_PORT, '--ui-port');
    const ui = `http://127.0.0.1:${uiPort}`;
    const gateway = `http://127.0.0.1:${addresses.gatewayPort}`;
    const collectors =
      sources === null && !parts.realSources ? [] : planCollectors(addresses, { apps: host.apps, logs });
    const services = await startServices(addresses, options, host, logs, releases, pids);
    const frontDoor = await startFrontDoor({ port: uiPort, ...addresses });
    releases.add('front door', () => frontDoor.stop());
    say(`▸ services   ${services.map((service) => service.spec.name).join(', ')}`);

    const running = describeRunning(addresses, { ui, gateway }, sources, collectors);
    writeWhole(runningFile, JSON.stringify(running, null, 2));
    releases.add('running.json', async () => rmSync(runningFile, { force: true }));

    const problems: string[] = [];
    if (options.feed) {
      say('▸ feeding    collectors, then OpenLineage events …');
      problems.push(...(await runCollectors(collectors)));
      if (sources !== null) problems.push(...(await postEvents(gateway, sources.sample.events)));
    }
    const settled = await untilSettled(queueParts, databaseUrl, options.settleSeconds * 1000, say, host.stop);
    if (!settled && !host.stop.aborted)
      problems.push(`the pipeline was not at rest after ${options.settleSeconds} s; logs are in ${logs}`);
    const summary = await summarise({
      ui,
      queueParts,
      problems,
      startedAt: started,
      impactOf: sources === null ? null : 'raw.fx_rates#rate_to_eur',
    });
    say(summary.text);
    say(
      `\n  UI and API   ${ui}\n  OpenLineage  ${ui}/api/v1/lineage, or ${gateway} alone\n  data, logs   ${dataDir}\n`,
    );

    if (options.once) {
      say(JSON.stringify(summary.summary));
      return summary.summary.ok ? 0 : 1;
    }
    await stay(options, collectors, host);
    return 0;
  } finally {
    await releases.releaseAll();
  }
}

async function startServices(
  addresses: Addresses,
  options: StandaloneOptions,
  host: StandaloneHost,
  logs: string,
  releases: Releases,
  pids: PidFile,
): Promise<ManagedProcess[]> {
  const healthPorts: number[] = [];
  for (let count = options.parsers + options.writers + 2; count > 0; count -= 1)
    healthPorts.push(await freePort(undefined, 'a health port'));
  const services = planServices(addresses, { apps: host.apps, logs }, options, healthPorts).map(
    (spec) => new ManagedProcess(spec, host.say, (pid) => pids.set(spec.name, pid)),
  );
  for (const service of services) releases.add(service.spec.name, () => service.stop());
  const [writer, ...others] = services;
  await writer?.start();
  await Promise.all(others.map((service) => service.start()));
  return services;
}

/** Collectors on schedule until somebody asks to stop. */
async function stay(
  options: StandaloneOptions,
  collectors: readonly ProcessSpec[],
  host: StandaloneHost,
): Promise<void> {
  if (collectors.length > 0 && options.feed) {
    const pattern = options.everyMinutes === 60 ? '0 * * * *' : `*/${options.everyMinutes} * * * *`;
    const schedule = new Cron(pattern, { protect: true }, async () => {
      for (const problem of await runCollectors(collectors)) host.say(`✗ ${problem}`);
    });
    host.stop.addEventListener('abort', () => schedule.stop());
    host.say(`  Collecting every ${options.everyMinutes} minutes; Ctrl-C stops.`);
  }
  await new Promise<void>((resolve) => {
    if (host.stop.aborted) resolve();
    host.stop.addEventListener('abort', () => resolve());
  });
  host.say('▸ stopping …');
}

/** `running.json`: where everything is, for scripts and tests; there while it runs. */
function describeRunning(
  addresses: Addresses,
  urls: { readonly ui: string; readonly gateway: string },
  sources: SampleSources | null,
  collectors: readonly ProcessSpec[],
): object {
  return {
    ...urls,
    databaseUrl: addresses.databaseUrl,
    queues: addresses.queues,
    sqsEndpoint: addresses.sqsEndpoint,
    s3Endpoint: addresses.s3Endpoint,
    // Only the sandbox's settings are written down, never the caller's.
    ...(sources !== null &&
      !addresses.realAws && {
        collectors: collectors.map(({ name, script, env }) => ({ name, script, env })),
      }),
  };
}
