import pg from 'pg';

/** A connection for tests of rooms that may not know the driver. */
export interface SqlClient {
  run(sql: string): Promise<void>;
  /** The rows as arrays; null when the database refuses the statement. */
  rows(sql: string): Promise<readonly (readonly unknown[])[] | null>;
  close(): Promise<void>;
}

/** Connects to a database, for instance one of `testDatabase`. */
export async function sqlClient(url: string): Promise<SqlClient> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    run: async (sql) => {
      await client.query(sql);
    },
    rows: async (sql) => {
      try {
        const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
        return rows;
      } catch (error) {
        if (error instanceof pg.DatabaseError) return null;
        throw error;
      }
    },
    close: () => client.end(),
  };
}
