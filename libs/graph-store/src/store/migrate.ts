import { migrations } from '../migrations';
import { openDatabase, type Queryable } from './database';
import { locks } from './locks';
import createLedger from '../statements/create-migration-ledger.sql';
import selectApplied from '../statements/select-applied-migrations.sql';
import insertApplied from '../statements/insert-applied-migration.sql';

/** Brings the schema of the database at `url` up to date; returns the names of the migrations it applied. */
export async function migrate(url: string): Promise<string[]> {
  const database = openDatabase(url, { maxConnections: 1, applicationName: 'tributary-migrate' });
  try {
    return await database.transaction(applyMissing);
  } finally {
    await database.close();
  }
}

/** All in one transaction behind a lock that ends with it: any number of starters may race, and a failure leaves nothing half done. */
async function applyMissing(transaction: Queryable): Promise<string[]> {
  await transaction.query('select pg_advisory_xact_lock($1)', [locks.migration]);
  await transaction.query(createLedger);
  const applied = await transaction.query<{ migration_id: number }>(selectApplied);
  const done = new Set(applied.map((row) => row.migration_id));
  const missing = migrations.filter((migration) => !done.has(migration.id));
  for (const migration of missing) {
    await transaction.query(migration.sql);
    await transaction.query(insertApplied, [migration.id, migration.name]);
  }
  return missing.map((migration) => migration.name);
}
