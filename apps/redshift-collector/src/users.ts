import type { RedshiftDataPort } from '@tributary/warehouse';
import { parseSearchPath } from './search-path';
import { integerOf, textOf } from './read-value';
import { allRows } from './run-statement';
import usersSql from './users.sql';

export interface WarehouseUser {
  readonly id: number;
  readonly name: string;
  /** As `ALTER USER … SET search_path` left it; null: the default. */
  readonly searchPath: readonly string[] | null;
}

/** The warehouse's users and their default search paths. */
export async function readUsers(warehouse: RedshiftDataPort, database: string): Promise<WarehouseUser[]> {
  const rows = await allRows(warehouse, { name: 'users', sql: usersSql, database });
  return rows.map((row) => ({
    id: integerOf(row, 'user_id'),
    name: textOf(row, 'user_name'),
    searchPath: configuredPath(textOf(row, 'settings')),
  }));
}

/** `search_path=staging, public;wlm_query_slot_count=2` is `['staging', 'public']`. */
function configuredPath(settings: string): string[] | null {
  const setting = settings.split(';').find((part) => /^\s*search_path\s*=/i.test(part));
  return setting === undefined ? null : parseSearchPath(setting.slice(setting.indexOf('=') + 1));
}
