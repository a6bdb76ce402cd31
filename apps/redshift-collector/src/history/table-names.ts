import type { Source } from '@tributary/contracts';
import { datasetNameOfTable } from '@tributary/identity';
import type { RedshiftDataPort } from '@tributary/warehouse';
import { integerOf, textOf } from '../read-value';
import { rowsOf } from '../run-statement';
import tableIdsSql from './statements/table-ids.sql';

/** Names of tables by database and id. Views, temporary tables and tables that are gone have none. */
export class TableNames {
  private readonly byDatabase = new Map<string, Map<number, string>>();

  set(database: string, id: number, name: string): void {
    const names = this.byDatabase.get(database) ?? new Map<number, string>();
    this.byDatabase.set(database, names.set(id, name));
  }

  of(database: string | null, id: number): string | undefined {
    return database === null ? undefined : this.byDatabase.get(database)?.get(id);
  }
}

/** Reads the names of all tables of these databases, as their catalog names them. */
export async function readTableNames(
  warehouse: RedshiftDataPort,
  source: Source,
  databases: readonly string[],
): Promise<TableNames> {
  const names = new TableNames();
  for (const database of databases) {
    for await (const row of rowsOf(warehouse, { name: 'table-ids', sql: tableIdsSql, database })) {
      const table = { schema: textOf(row, 'schema_name'), name: textOf(row, 'table_name') };
      const { name } = datasetNameOfTable(source, { kind: 'table', database, ...table });
      names.set(database, integerOf(row, 'table_id'), name);
    }
  }
  return names;
}
