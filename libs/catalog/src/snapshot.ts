import { tableKey, type SchemaSnapshot, type TableRef } from '@tributary/sql-lineage';

/** The columns of one table; plain data, so that it can go to a worker thread. */
export interface KnownTable {
  readonly table: TableRef;
  readonly columns: readonly string[];
}

/** The engine's view of tables that were looked up before. */
export function snapshotOf(tables: readonly KnownTable[]): SchemaSnapshot {
  const byKey = new Map(tables.map(({ table, columns }) => [tableKey(table), columns]));
  return { columns: (table) => byKey.get(tableKey(table)) };
}
