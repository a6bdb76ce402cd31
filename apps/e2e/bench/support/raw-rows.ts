import type pg from 'pg';

/** The rows of a table as texts, column by column. */
export interface RawTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly key: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

// Parents before children.
const tables = [
  ...['dataset_name', 'source', 'statement_text', 'analysis', 'analysis_dataset', 'name_link', 'execution'],
  ...['catalog_content', 'catalog_snapshot', 'execution_choice', 'name_state', 'dataset', 'dataset_column'],
  ...[
    'column_edge',
    'edge_interval',
    'edge_evidence',
    'dataset_alias',
    'dataset_writer',
    'dataset_usage_day',
  ],
];

/** All that a log came to: observations and projections. */
export async function readTables(client: pg.Client): Promise<RawTable[]> {
  const found: RawTable[] = [];
  for (const name of tables) {
    const { rows: columns } = await client.query<{ name: string; type: string; key: boolean }>(
      `select attname as name, format_type(atttypid, atttypmod) as type, attnum = any (indkey) as key
       from pg_attribute join pg_index on indrelid = attrelid and indisprimary
       where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [name],
    );
    const { rows } = await client.query<(string | null)[]>({
      text: `select ${columns.map((column) => `${column.name}::text`).join(', ')} from ${name}`,
      rowMode: 'array',
    });
    const key = columns.filter((column) => column.key).map((column) => column.name);
    found.push({ name, columns, key, rows });
  }
  return found;
}

const ROWS_AT_A_TIME = 5_000;

/** The floor: the rows into tables of the same indexes, thousands at a time, in one transaction. */
export async function insertRaw(client: pg.Client, all: readonly RawTable[]): Promise<void> {
  await client.query('begin');
  for (const { name, columns, key, rows } of all) {
    const sql = `insert into ${name} (${columns.map((column) => column.name).join(', ')}) overriding system value
      select ${columns.map((column) => `${column.name}::${column.type}`).join(', ')}
      from unnest(${columns.map((_, i) => `$${i + 1}::text[]`).join(', ')}) as raw (${columns.map((column) => column.name).join(', ')})
      on conflict (${key.join(', ')}) do nothing`;
    for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
      const part = rows.slice(start, start + ROWS_AT_A_TIME);
      await client.query(
        sql,
        columns.map((_, i) => part.map((row) => row[i])),
      );
    }
  }
  await client.query('commit');
}
