import type { DatabaseAccess } from '../access/database-access';
import { migrations } from '../migrations';
import { openDatabase, type Queryable } from './database';
import { locks } from './locks';
import createLedger from '../statements/create-migration-ledger.sql';
import ensureRoles from '../statements/ensure-roles.sql';
import hasLedger from '../statements/has-migration-ledger.sql';
import selectApplied from '../statements/select-applied-migrations.sql';
import insertApplied from '../statements/insert-applied-migration.sql';

export interface MigrateOptions {
  /** Makes the roles, and grants them their rights, even when no migration is missing. */
  readonly roles?: boolean;
  /** Called with what could not be done and can wait, such as roles that this login may not make. */
  readonly onNotice?: (notice: string) => void;
}

/**
 * Brings the schema of a database up to date; returns the names of the migrations it applied. Where none is missing it only
 * reads, so a login that may not alter anything may call it.
 */
export async function migrate(
  address: string | DatabaseAccess,
  options: MigrateOptions = {},
): Promise<string[]> {
  const database = openDatabase(address, {
    maxConnections: 1,
    applicationName: 'tributary-migrate',
    ...(options.onNotice && { onNotice: options.onNotice }),
  });
  try {
    return await database.transaction((transaction) => applyMissing(transaction, options));
  } finally {
    await database.close();
  }
}

/** All in one transaction behind a lock that ends with it: any number of starters may race, and a failure leaves nothing half done. */
async function applyMissing(transaction: Queryable, { roles }: MigrateOptions): Promise<string[]> {
  await transaction.query('select pg_advisory_xact_lock($1)', [locks.migration]);
  const [ledger] = await transaction.query<{ there: boolean }>(hasLedger);
  if (!ledger!.there) await transaction.query(createLedger);
  const applied = await transaction.query<{ migration_id: number }>(selectApplied);
  const done = new Set(applied.map((row) => row.migration_id));
  const missing = migrations.filter((migration) => !done.has(migration.id));
  for (const migration of missing) {
    await transaction.query(migration.sql);
    await transaction.query(insertApplied, [migration.id, migration.name]);
  }
  if (missing.length > 0 || roles) await transaction.query(ensureRoles);
  return missing.map((migration) => migration.name);
}
