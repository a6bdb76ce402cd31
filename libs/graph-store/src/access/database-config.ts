import { readFileSync } from 'node:fs';
import {
  cachedSecret,
  ConfigurationError,
  envText,
  envUrl,
  type Logger,
  secretsManagerSource,
  silentLogger,
} from '@tributary/service-kit';
import { z } from 'zod';
import { connectionSettings, sslModes } from './connection-settings';
import { type DatabaseAccess, fixedAccess, secretAccess } from './database-access';
import { readDatabaseSecret } from './read-database-secret';

/** The variables of everybody who needs the graph's database. */
export const databaseConfig = z.object({
  DATABASE_URL: envUrl({
    help: 'Postgres of the graph; this or DATABASE_SECRET_ID, or both: the address here, the credentials there',
    example: 'postgres://tributary:password@db:5432/tributary',
    protocols: ['postgres:', 'postgresql:'],
  })
    .meta({ secret: true })
    .optional(),
  DATABASE_SECRET_ID: envText({
    help: 'secret of AWS Secrets Manager, by name or ARN: JSON as RDS writes it, or a postgres:// URL; followed through rotations',
    example: 'tributary/database',
  }).optional(),
  DATABASE_SSLMODE: z
    .enum(sslModes, `must be one of ${sslModes.join(', ')}`)
    .meta({
      help: 'TLS; unset: as the URL says; where that says nothing, verify-full with DATABASE_CA_FILE or a secret, else none',
      example: 'verify-full',
    })
    .optional(),
  DATABASE_CA_FILE: envText({
    help: 'PEM file of the authorities to trust for the database; unset: those that Node trusts',
    example: '/etc/ssl/rds-global-bundle.pem',
  }).optional(),
});
export type DatabaseConfig = z.infer<typeof databaseConfig>;

/** For `superRefine`: one of the two ways to say where the database is must be there. */
export function refuseNoDatabase(settings: Partial<DatabaseConfig>, context: z.RefinementCtx): void {
  if (settings.DATABASE_URL !== undefined || settings.DATABASE_SECRET_ID !== undefined) return;
  context.addIssue({
    code: 'custom',
    path: ['DATABASE_URL'],
    message: 'is not set, and neither is DATABASE_SECRET_ID: one of them is needed',
  });
}

/**
 * The way to the configured database. Warns of a secret that cannot be read again; the credentials at hand stay in use then.
 * Throws ConfigurationError when the authorities' file cannot be used.
 */
export function databaseAccess(config: DatabaseConfig, logger: Logger = silentLogger): DatabaseAccess {
  const ca = config.DATABASE_CA_FILE === undefined ? undefined : readAuthorities(config.DATABASE_CA_FILE);
  const { DATABASE_URL: url, DATABASE_SECRET_ID: secretId, DATABASE_SSLMODE: mode } = config;
  if (secretId === undefined) return fixedAccess(connectionSettings(url ?? '', { mode, ca }));
  const onError = (error: unknown): void =>
    logger.warn(
      { err: error },
      'the secret of the database cannot be read again: what was known stays in use',
    );
  const secret = cachedSecret(secretsManagerSource({ secretId }), { onError });
  return secretAccess(
    secret,
    (text) => {
      try {
        return connectionSettings(readDatabaseSecret(text, url), { mode, ca, otherwise: 'verify-full' });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${secret.name} cannot be used: ${reason}`, { cause: error });
      }
    },
    onError,
  );
}

function readAuthorities(file: string): string {
  const complaint = (message: string) =>
    new ConfigurationError([{ variable: 'DATABASE_CA_FILE', message: `DATABASE_CA_FILE ${message}` }]);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw complaint(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw complaint(`holds no certificate: '${file}'`);
  return text;
}
