import type { RedshiftDataPort, Row } from '@tributary/warehouse';
import { marked } from './own-statements';

export interface OurStatement {
  readonly name: string;
  readonly sql: string;
  readonly database: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly prelude?: readonly string[];
}

/** Runs a statement of ours, marked as such, and gives its rows page after page. */
export const rowsOf = (warehouse: RedshiftDataPort, statement: OurStatement): AsyncIterable<Row> =>
  warehouse.rows({
    ...statement,
    sql: marked(statement.sql),
    ...(statement.prelude !== undefined && { prelude: statement.prelude.map(marked) }),
  });

/** All rows of a statement with a small result. */
export async function allRows(warehouse: RedshiftDataPort, statement: OurStatement): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of rowsOf(warehouse, statement)) rows.push(row);
  return rows;
}
