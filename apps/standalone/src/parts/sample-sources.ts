import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { seedSampleWarehouse, startAthena, startGlue, startRedshiftData } from '@tributary/aws-sandbox';
import { type Sample, firstDayBefore, loadSample } from '../sample/load-sample';

export interface SampleSources {
  readonly endpoints: { readonly redshift: string; readonly athena: string; readonly glue: string };
  readonly sample: Sample;
  stop(): Promise<void>;
}

/**
 * The sample's month, placed once: the first start writes its first day down, so that later starts see the same history.
 * TRIBUTARY_SAMPLE_FIRST_DAY fixes it (`2026-10-01`).
 */
function firstDay(folder: string, now: Date): Date {
  const file = path.join(folder, 'first-day');
  if (!existsSync(file)) {
    const fixed = process.env['TRIBUTARY_SAMPLE_FIRST_DAY'];
    writeFileSync(file, (fixed === undefined ? firstDayBefore(now) : new Date(fixed)).toISOString());
  }
  return new Date(readFileSync(file, 'utf8'));
}

/** Puts the sample warehouse into the sandbox's Redshift, Athena and Glue (once) and serves them on loopback. */
export async function startSampleSources(options: {
  readonly assets: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly now: Date;
}): Promise<SampleSources> {
  const folder = path.join(options.dataDir, 'sample');
  mkdirSync(folder, { recursive: true });
  const sample = loadSample(options.assets, firstDay(folder, options.now));

  const seeded = path.join(folder, 'seeded');
  if (!existsSync(seeded)) {
    await seedSampleWarehouse(sample.warehouse, { databaseUrl: options.databaseUrl, dataDir: folder });
    writeFileSync(path.join(folder, 'events.jsonl'), sample.events.map((event) => `${event}\n`).join(''));
    writeFileSync(seeded, '');
  }

  const servers = await Promise.all([
    startRedshiftData({ databaseUrl: options.databaseUrl }),
    startAthena({ dataDir: folder }),
    startGlue({ dataDir: folder }),
  ]);
  const [redshift, athena, glue] = servers;
  return {
    endpoints: { redshift: redshift.endpoint, athena: athena.endpoint, glue: glue.endpoint },
    sample,
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
