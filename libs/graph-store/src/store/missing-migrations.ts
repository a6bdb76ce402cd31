import { migrations } from '../migrations';
import selectApplied from '../statements/select-applied-migrations.sql';
import type { Queryable } from './database';

/** The names of the migrations that the database lacks for this version of the code; all of them where there is no schema at all. */
export async function missingMigrations(database: Queryable): Promise<string[]> {
  const [ledger] = await database.query<{ there: boolean }>(
    `select to_regclass('schema_migration') is not null as there`,
  );
  const applied = ledger?.there === true ? await database.query<{ migration_id: number }>(selectApplied) : [];
  const done = new Set(applied.map((row) => row.migration_id));
  return migrations.filter(({ id }) => !done.has(id)).map(({ name }) => name);
}
