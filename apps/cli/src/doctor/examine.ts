import { calibrateAthena } from './calibrate-athena';
import { calibrateRedshift } from './calibrate-redshift';
import { checkAthena } from './check-athena';
import { checkAws } from './check-aws';
import { checkBuckets } from './check-buckets';
import { checkDatabase } from './check-database';
import { checkGlue } from './check-glue';
import { checkQueues } from './check-queues';
import { checkRedshift } from './check-redshift';
import { checkSecrets } from './check-secrets';
import { type Area, areas, type Finding, findingsOf } from './finding';
import { wordsOf } from './iam';
import { keepAnswers, recallAnswers } from './kept-answers';
import type { Settings } from './settings';

const checks: Readonly<Record<Area, (settings: Settings) => Promise<Finding[]>>> = {
  aws: checkAws,
  secrets: checkSecrets,
  redshift: checkRedshift,
  athena: checkAthena,
  glue: checkGlue,
  queues: checkQueues,
  buckets: checkBuckets,
  database: checkDatabase,
};

const calibrations: Partial<Record<Area, (settings: Settings) => Promise<Finding[]>>> = {
  redshift: calibrateRedshift,
  athena: calibrateAthena,
};

/** The areas that the variables speak of. */
export function configuredAreas(settings: Settings): Area[] {
  const any = (...names: readonly (keyof Settings)[]): boolean =>
    names.some((name) => settings[name] !== undefined);
  const redshift = any('REDSHIFT_CLUSTER', 'REDSHIFT_WORKGROUP');
  const speaks: Readonly<Record<Exclude<Area, 'aws'>, boolean>> = {
    secrets: any('DATABASE_SECRET_ID', 'API_KEYS_SECRET_ID', 'REDSHIFT_SECRET_ARN'),
    redshift,
    // For Redshift the Glue account only says what external schemas stand for.
    athena: any('ATHENA_WORKGROUPS') || (any('GLUE_ACCOUNT_ID') && !redshift),
    glue: any('GLUE_ACCOUNT_ID', 'GLUE_OTHER_ACCOUNT_IDS') && (any('ATHENA_WORKGROUPS') || !redshift),
    queues: any('QUERIES_QUEUE_URL', 'EVENTS_QUEUE_URL', 'LINEAGE_QUEUE_URL'),
    buckets: any('STATE_BUCKET', 'CLAIM_BUCKET'),
    database: any('DATABASE_URL', 'DATABASE_SECRET_ID'),
  };
  const found = areas.filter((area) => area !== 'aws' && speaks[area]);
  return found.some((area) => area !== 'database') ? ['aws', ...found] : found;
}

/** Looks at each area in turn, and where it is all right also at what no document promises, when asked; otherwise at what was found out about that before. Never throws: what could not be looked at is a finding. */
export async function* examine(
  settings: Settings,
  chosen: readonly Area[],
  { calibrate = false }: { readonly calibrate?: boolean } = {},
): AsyncGenerator<Finding> {
  for (const area of chosen) {
    try {
      const findings = await checks[area](settings);
      yield* findings;
      const calibration = calibrations[area];
      if (calibration === undefined) continue;
      if (!calibrate) yield* await recallAnswers(settings, area);
      else if (findings.every(({ state }) => state !== 'fail')) {
        const answers = await calibration(settings);
        yield* answers;
        yield await keepAnswers(settings, area, answers);
      }
    } catch (error) {
      yield findingsOf(area).fail('check', wordsOf(error));
    }
  }
}
