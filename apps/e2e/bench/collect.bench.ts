import type { IncomingMessage } from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runCollector } from '../src/support/month/run-collector';
import { type ScriptedMonth, scriptedMonth } from '../src/support/month/scripted-month';
import { type Sources, startSources } from '../src/support/month/start-sources';
import { bundleProcess } from './support/bundle-process';
import { quantile } from './support/in-turns';
import { Report } from './support/report';

// npm run bench -- collect [--small]: the scripted month of 53,000 statements, with --small of 6,000, read in one run by each collector. What a run
// asks besides its statements is the same for both, so of a small month it is a larger part.
const report = new Report('collect');
const isSmall = process.argv.includes('--small');
const ROUNDS = 3;
const DAY_MS = 86_400_000;
const root = process.env['TRIBUTARY_ROOT'] ?? '.';
/** A collector's flags for Node, as it is started with them; the floor has them too. */
const started = readFileSync(path.join(root, 'apps/redshift-collector/package.json'), 'utf8');
const flags = /"start": "node ([^"]*) /.exec(started)?.[1]?.split(' ') ?? [];
const usage = path.join(root, 'apps/e2e/src/support/month/process-usage.cjs');

/** Counts what the sources are asked, and when. */
class Meter {
  private first = 0;
  private last = 0;
  private calls = 0;

  readonly onRequest = ({ headers }: IncomingMessage): void => {
    this.last = performance.now();
    if (this.first === 0) this.first = this.last;
    if (/^(?:RedshiftData|AmazonAthena)/.test(String(headers['x-amz-target']))) this.calls += 1;
  };

  reset(): void {
    [this.first, this.calls] = [0, 0];
  }

  /** From the first request to the last: without the start of the process, which every one has. */
  read(): { readonly seconds: number; readonly calls: number } {
    return { seconds: (this.last - this.first) / 1_000, calls: this.calls };
  }
}

type Spent = ReturnType<Meter['read']> & { readonly megabytes: number; readonly processorSeconds: number };

async function spend(
  sources: Sources,
  meter: Meter,
  script: string,
  args: readonly string[],
): Promise<Spent> {
  const USAGE_FILE = path.join(sources.world.folder, 'usage.json');
  const unpaced = { ATHENA_LISTS_PER_SECOND: '100000', ATHENA_BATCHES_PER_SECOND: '100000' };
  const env = { ...sources.env, ...unpaced, TRIBUTARY_ROOT: root, USAGE_FILE };
  meter.reset();
  const { code, printed } = await runCollector(script, env, { preload: [usage], args, flags }).ended;
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${printed.slice(-2_000)}`);
  const spent = meter.read();
  const used = JSON.parse(readFileSync(USAGE_FILE, 'utf8')) as NodeJS.ResourceUsage;
  for (const queue of ['queries', 'lineage'] as const) await sources.world.drain(queue);
  const processorSeconds = (used.userCPUTime + used.systemCPUTime) / 1e6;
  return { ...spent, megabytes: used.maxRSS / 1_024, processorSeconds };
}

async function measure(
  source: 'redshift' | 'athena',
  month: ScriptedMonth,
  spent: (script: string, args: readonly string[]) => Promise<Spent>,
): Promise<void> {
  const statements = month[source].length;
  const from = month.from.toISOString();
  const to = new Date(month.to.getTime() + 4 * DAY_MS).toISOString();
  const ours = bundleProcess(`apps/${source}-collector/src/main.ts`);
  const floor = bundleProcess('apps/e2e/bench/support/drop-pages.ts');
  const rounds: { ours: Spent; floor: Spent }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({
      floor: await spent(floor, [source, from, to]),
      ours: await spent(ours, ['--from', from, '--to', to]),
    });
  const tenth = await spent(ours, ['--from', from, '--to', new Date(+month.from + 3 * DAY_MS).toISOString()]);

  type Round = (typeof rounds)[number];
  const median = (pick: (round: Round) => number): number => quantile(rounds.map(pick), 0.5);
  const perThousand = (calls: number): number => (calls / statements) * 1_000;
  report.say(`${source}: ${statements} statements`);
  report.figure(source, statements / median((round) => round.ours.seconds), 'statements/s');
  report.figure(
    `${source}, the same rows paged and dropped`,
    statements / median((round) => round.floor.seconds),
    'statements/s',
  );
  report.figure(
    `${source}, ours beside it`,
    median((round) => (round.floor.seconds / round.ours.seconds) * 100),
    '%',
  );
  for (const [whose, of] of [
    ['', 'ours'],
    [' of the floor', 'floor'],
  ] as const)
    report.figure(
      `${source}, processor time${whose}, its start included`,
      perThousand(median((round) => round[of].processorSeconds)),
      's per 1,000 statements',
    );
  report.figure(`${source}, calls`, perThousand(median((round) => round.ours.calls)), 'per 1,000 statements');
  report.figure(
    `${source}, calls of the floor`,
    perThousand(median((round) => round.floor.calls)),
    'per 1,000 statements',
  );
  report.figure(`${source}, most memory over a tenth of the month`, tenth.megabytes, 'MB');
  report.figure(
    `${source}, most memory over the month`,
    Math.max(...rounds.map((round) => round.ours.megabytes)),
    'MB',
  );
}

async function main(): Promise<void> {
  const perDay = isSmall ? { redshift: 150, athena: 45 } : { redshift: 1_400, athena: 350 };
  const month = scriptedMonth({ seed: 6, days: 30, perDay });
  const meter = new Meter();
  const sources = await startSources(month, { onRequest: meter.onRequest });
  try {
    for (const source of ['redshift', 'athena'] as const)
      await measure(source, month, (script, args) => spend(sources, meter, script, args));
    report.end();
  } finally {
    await sources.stop();
  }
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
