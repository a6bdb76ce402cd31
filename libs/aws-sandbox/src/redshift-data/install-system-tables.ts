import type { ClientBase } from 'pg';
import systemTables from './system-tables.sql';

/** Sessions of the sandbox find our system tables first (as they were, when a clock travels), then Postgres's catalog: so `pg_user` is the sample's. */
export const SESSION_SEARCH_PATH = 'pg_redshift_then, pg_redshift, pg_catalog, public';

/** Makes the tables shaped like Redshift's system views in one database; running it again changes nothing. */
export async function installSystemTables(client: ClientBase): Promise<void> {
  // Schemas named pg_… are reserved; a superuser may lift that for the session.
  await client.query('set allow_system_table_mods = on');
  // Two processes that install at once would collide in "create … if not exists": one waits here.
  await client.query('select pg_advisory_lock(727274)');
  try {
    await client.query(systemTables);
  } finally {
    await client.query('select pg_advisory_unlock(727274)');
    await client.query('reset allow_system_table_mods');
  }
}
