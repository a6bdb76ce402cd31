import pg from 'pg';
import { databaseUrl } from './database-url';
import { seedRedshiftHistory } from './seed-history';
import type { Statement } from './statement';

const READER = 'IAMR:tributary';

/** Puts what the Data API ran into the history of its database: a warehouse shows a reader its own queries too. */
export async function rememberStatement(serverUrl: string, statement: Statement): Promise<void> {
  const { database } = statement.target;
  const client = new pg.Client({ connectionString: databaseUrl(serverUrl, database) });
  await client.connect();
  try {
    const { rows } = await client.query<{ history: string | null }>(
      `select to_regclass('pg_redshift.sys_query_history') as history`,
    );
    if (rows[0]?.history == null) return;
    await client.query('begin');
    await seedRedshiftHistory(
      client,
      statement.sqls.map((sql) => ({
        sql,
        startedAt: statement.createdAt,
        endedAt: statement.updatedAt,
        session: statement.id,
        transaction: statement.id,
        user: READER,
        label: null,
        status: 'success',
        outcome: 'committed',
        database,
      })),
    );
    await client.query('commit');
  } finally {
    await client.end();
  }
}
