/** Which parts the environment replaces by real ones. */
export interface ConfiguredParts {
  readonly databaseUrl: string | null;
  readonly queues: {
    readonly queries: string;
    readonly events: string;
    readonly lineage: string;
    readonly claimBucket: string;
  } | null;
  /** The collectors read real warehouses with the caller's own settings. */
  readonly realSources: boolean;
}

const QUEUE_VARIABLES = [
  'QUERIES_QUEUE_URL',
  'EVENTS_QUEUE_URL',
  'LINEAGE_QUEUE_URL',
  'CLAIM_BUCKET',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads what is configured. Gives every problem at once as sentences for the person who started it. */
export function configuredParts(env: Environment): { parts: ConfiguredParts } | { problems: string[] } {
  const value = (name: string): string | null => env[name]?.trim() || null;
  const problems: string[] = [];

  const databaseUrl = value('DATABASE_URL');
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    problems.push(
      'DATABASE_URL is not a Postgres address; for example DATABASE_URL=postgres://user:password@host:5432/tributary',
    );
  }

  const missing = QUEUE_VARIABLES.filter((name) => value(name) === null);
  if (missing.length > 0 && missing.length < QUEUE_VARIABLES.length) {
    problems.push(
      `${missing.join(', ')} must be set too: either all of ${QUEUE_VARIABLES.join(', ')}, or none.`,
    );
  }
  if (problems.length > 0) return { problems };

  const [queries, events, lineage, claimBucket] = QUEUE_VARIABLES.map(value);
  return {
    parts: {
      databaseUrl,
      queues: queries && events && lineage && claimBucket ? { queries, events, lineage, claimBucket } : null,
      realSources: value('REDSHIFT_WORKGROUP') !== null || value('REDSHIFT_CLUSTER') !== null,
    },
  };
}
