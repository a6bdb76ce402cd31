import pg from 'pg';
import { type Field, encodeField } from './encode-field';
import { SESSION_SEARCH_PATH } from './install-system-tables';
import { type NamedParameter, bindNamedParameters } from './named-parameters';

export interface ResultSet {
  readonly columns: readonly { readonly name: string; readonly typeName: string }[];
  readonly rows: readonly (readonly Field[])[];
}

export interface RunOptions {
  readonly connectionString: string;
  readonly parameters: readonly NamedParameter[];
  readonly maxRowBytes: number;
  readonly maxResultBytes: number;
  /** Called once the session stands, with what cancels it. */
  readonly onSession?: (cancel: () => Promise<void>) => void;
  /** True once nobody wants the result: cancelled before its session stood, a statement must not begin. */
  readonly isUnwanted?: () => boolean;
}

const asText = { getTypeParser: () => (value: string) => value };

/** Runs statements one after another in one session of their own, as one Data API request does; a statement without rows gives null. */
export async function runOnPostgres(
  sqls: readonly string[],
  options: RunOptions,
): Promise<(ResultSet | null)[]> {
  const client = new pg.Client({ connectionString: options.connectionString });
  await client.connect();
  try {
    await client.query(`set search_path = ${SESSION_SEARCH_PATH}`);
    await client.query(`set timezone = 'UTC'`);
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    options.onSession?.(() => cancelSession(options.connectionString, rows[0]?.pid ?? 0));

    const results: (ResultSet | null)[] = [];
    for (const sql of sqls) {
      if (options.isUnwanted?.() === true) throw new Error('Query cancelled on user request');
      const { text, values } = bindNamedParameters(sql, options.parameters);
      const result = await client.query<(string | null)[]>({ text, values, rowMode: 'array', types: asText });
      results.push(result.fields.length === 0 ? null : resultSet(result, options));
    }
    return results;
  } finally {
    await client.end();
  }
}

function resultSet(result: pg.QueryArrayResult<(string | null)[]>, options: RunOptions): ResultSet {
  let total = 0;
  for (const row of result.rows) {
    const bytes = row.reduce((sum, value) => sum + (value === null ? 0 : Buffer.byteLength(value)), 0);
    if (bytes > options.maxRowBytes) throw new Error(`Packet for query is too large (${bytes} bytes)`);
    total += bytes;
  }
  if (total > options.maxResultBytes) throw new Error('Database response exceeded size limit');
  return {
    columns: result.fields.map((field) => ({ name: field.name, typeName: String(field.dataTypeID) })),
    rows: result.rows.map((row) =>
      row.map((value, index) => encodeField(value, result.fields[index]?.dataTypeID ?? 0)),
    ),
  };
}

async function cancelSession(connectionString: string, pid: number): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('select pg_cancel_backend($1)', [pid]);
  } finally {
    await client.end();
  }
}
