import { createHash } from 'node:crypto';
import pg from 'pg';
import { seedAthena } from '../athena/athena-data';
import { seedGlue } from '../glue/glue-data';
import { databaseUrl } from '../redshift-data/database-url';
import { installSystemTables } from '../redshift-data/install-system-tables';
import { type SeedOptions, seedRedshiftHistory } from '../redshift-data/seed-history';
import type { SampleDatabase, SampleStatement, SampleWarehouse } from './sample-warehouse';
import { seedRedshiftCatalog } from './seed-redshift-catalog';

export interface SeedSampleOptions extends SeedOptions {
  /** Any database of the Postgres that is to stand for Redshift; its user must be a superuser. */
  readonly databaseUrl: string;
  /** Folder for `athena.json` and `glue.json`. */
  readonly dataDir: string;
}

/**
 * Puts a sample into the sandbox: each Redshift database becomes a real database of the Postgres server, the history lies in the first; Athena
 * and Glue become files. Seeding the same again changes nothing; another sample over an old one is refused.
 */
export async function seedSampleWarehouse(
  warehouse: SampleWarehouse,
  options: SeedSampleOptions,
): Promise<void> {
  for (const [index, database] of warehouse.redshift.databases.entries()) {
    const statements = index === 0 ? warehouse.redshift.statements : [];
    await createDatabase(options.databaseUrl, database.name);
    await fillDatabase(database, statements, options);
  }
  seedAthena(options.dataDir, warehouse.athena);
  seedGlue(options.dataDir, warehouse.glue);
}

async function createDatabase(serverUrl: string, name: string): Promise<void> {
  await onDatabase(serverUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(name)} template template0`);
  });
}

/** One transaction: a seeding that was killed leaves nothing that the next would stumble over. */
async function fillDatabase(
  database: SampleDatabase,
  statements: readonly SampleStatement[],
  options: SeedSampleOptions,
): Promise<void> {
  const content = createHash('sha256')
    .update(JSON.stringify([database, statements]))
    .digest('hex');
  await onDatabase(databaseUrl(options.databaseUrl, database.name), async (client) => {
    await installSystemTables(client);
    const { rows } = await client.query<{ content: string }>('select content from pg_redshift.seeded');
    const seeded = rows[0]?.content;
    if (seeded === content) return;
    if (seeded !== undefined)
      throw new Error(
        `database '${database.name}' holds another sample; drop it or use a fresh data folder to seed this one`,
      );
    await client.query('begin');
    await seedRedshiftCatalog(client, database);
    await seedRedshiftHistory(client, statements, options);
    await client.query('insert into pg_redshift.seeded (content) values ($1)', [content]);
    await client.query('commit');
  });
}

async function onDatabase(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
