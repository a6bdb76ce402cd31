import type { ClientBase } from 'pg';
import type { SampleStatement, SampleTime } from '../sample/sample-warehouse';
import { cutText } from './cut-text';

const instantOf = (time: SampleTime): Date => new Date(time);
const timestamp = (date: Date): string => date.toISOString().replace('T', ' ').replace('Z', '');

/** Ids that the warehouse would have given: by order of appearance, after those that are there already. */
class Numbers {
  private readonly known = new Map<string, number>();

  constructor(private next: number) {}

  of(name: string): number {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    this.known.set(name, this.next);
    return this.next++;
  }
}

export interface SeedOptions {
  /** Overrides of text rows, for histories that are broken on purpose: gets the rows of one statement, gives those to store. */
  readonly tamper?: (rows: readonly TextRow[], statement: SampleStatement) => readonly TextRow[];
}

export interface TextRow {
  readonly sequence: number;
  readonly text: string;
}

/**
 * Writes history rows into the tables shaped like Redshift's system views, exactly as those store them: SYS with 4,000-byte text rows and SVL
 * with 200-byte rows. Statements that are still running have no end; the history of a cluster lies in its first database. Runs in the
 * caller's transaction.
 */
export async function seedRedshiftHistory(
  client: ClientBase,
  statements: readonly SampleStatement[],
  options: SeedOptions = {},
): Promise<void> {
  const ordered = [...statements].sort(
    (a, b) => instantOf(a.startedAt).getTime() - instantOf(b.startedAt).getTime(),
  );
  // Ids are counted on from the highest: one writer at a time.
  await client.query('select pg_advisory_xact_lock(727275)');
  const { rows: last } = await client.query<{ query: string; session: number; transaction: string }>(
    `select coalesce(max(query_id), 1000) as query, coalesce(max(session_id), 1073741000) as session,
            coalesce(max(transaction_id), 5000) as transaction from pg_redshift.sys_query_history`,
  );
  const sessions = new Numbers(Number(last[0]?.session) + 1);
  const transactions = new Numbers(Number(last[0]?.transaction) + 1);
  let queryId = Number(last[0]?.query) + 1;

  const users = await userIds(client, [...new Set(ordered.map((statement) => statement.user))]);
  const ended = new Set<string>();
  const opened = new Set<string>();
  for (const statement of ordered) {
    const ids = {
      query: queryId++,
      session: sessions.of(statement.session),
      transaction: transactions.of(statement.transaction),
      user: users.get(statement.user) ?? 100,
    };
    await insertSession(client, statement, ids, opened);
    await insertTransaction(client, statement, ids, ended);
    await insertSys(client, statement, ids, options);
    if (statement.status !== 'running') await insertSvl(client, statement, ids, options);
  }
}

interface Ids {
  readonly query: number;
  readonly session: number;
  readonly transaction: number;
  readonly user: number;
}

async function userIds(client: ClientBase, names: readonly string[]): Promise<Map<string, number>> {
  await client.query(
    `insert into pg_redshift.pg_user (usename, usesysid)
     select name, (select max(usesysid) from pg_redshift.pg_user) + 99 + row_number() over (order by name)
     from unnest($1::text[]) as name
     where not exists (select 1 from pg_redshift.pg_user u where u.usename = name)`,
    [names],
  );
  const { rows } = await client.query<{ usename: string; usesysid: number }>(
    'select usename, usesysid from pg_redshift.pg_user',
  );
  return new Map(rows.map((row) => [row.usename, row.usesysid]));
}

async function insertSession(
  client: ClientBase,
  statement: SampleStatement,
  ids: Ids,
  opened: Set<string>,
): Promise<void> {
  if (opened.has(statement.session)) return;
  opened.add(statement.session);
  const start = timestamp(instantOf(statement.startedAt));
  await client.query(
    `insert into pg_redshift.sys_session_history (user_id, session_id, database_name, status, session_timeout, start_time)
     values ($1, $2, $3, 'active', 0, $4)`,
    [ids.user, ids.session, statement.database, start],
  );
  await client.query(
    `insert into pg_redshift.stl_sessions (userid, starttime, process, user_name, db_name) values ($1, $2, $3, $4, $5)`,
    [ids.user, start, ids.session, statement.user, statement.database],
  );
}

async function insertTransaction(
  client: ClientBase,
  statement: SampleStatement,
  ids: Ids,
  ended: Set<string>,
): Promise<void> {
  if (statement.outcome === 'open' || ended.has(statement.transaction)) return;
  ended.add(statement.transaction);
  const start = timestamp(instantOf(statement.startedAt));
  const isCommitted = statement.outcome === 'committed';
  await client.query(
    `insert into pg_redshift.sys_transaction_history
       (user_id, transaction_id, isolation_level, status, transaction_start_time, commit_start_time, commit_end_time, undo_transaction_id)
     values ($1, $2, 'Serializable', $3, $4, $4, $5, -1)`,
    [
      ids.user,
      ids.transaction,
      isCommitted ? 'committed' : 'rolledback',
      start,
      timestamp(instantOf(statement.endedAt)),
    ],
  );
  if (!isCommitted) {
    await client.query(
      'insert into pg_redshift.stl_undone (userid, xact_id, xact_id_undone, undo_start_ts) values ($1, $2, $3, $4)',
      [ids.user, ids.transaction + 1_000_000, ids.transaction, timestamp(instantOf(statement.endedAt))],
    );
  }
}

async function insertSys(
  client: ClientBase,
  statement: SampleStatement,
  ids: Ids,
  options: SeedOptions,
): Promise<void> {
  const start = timestamp(instantOf(statement.startedAt));
  const end = statement.status === 'running' ? null : timestamp(instantOf(statement.endedAt));
  const [head = ''] = cutText(statement.sql, 4000);
  await client.query(
    `insert into pg_redshift.sys_query_history
       (user_id, query_id, query_label, transaction_id, session_id, database_name, query_type, status, result_cache_hit,
        start_time, end_time, elapsed_time, queue_time, execution_time, error_message, returned_rows, returned_bytes,
        query_text, redshift_version, compute_type)
     values ($1, $2, $3, $4, $5, $6, $7, $8, false, $9, $10, 0, 0, 0, $11, 0, 0, $12, 'Redshift 1.0', 'primary')`,
    [
      ids.user,
      ids.query,
      statement.label ?? '',
      ids.transaction,
      ids.session,
      statement.database,
      queryType(statement.sql),
      statement.status,
      start,
      end,
      statement.status === 'failed' ? 'ERROR: relation does not exist' : '',
      head,
    ],
  );
  const rows = cutText(statement.sql, 4000).map((text, sequence) => ({ sequence, text }));
  for (const row of options.tamper?.(rows, statement) ?? rows) {
    await client.query(
      `insert into pg_redshift.sys_query_text (user_id, query_id, transaction_id, session_id, start_time, sequence, text)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [ids.user, ids.query, ids.transaction, ids.session, start, row.sequence, row.text],
    );
  }
}

async function insertSvl(
  client: ClientBase,
  statement: SampleStatement,
  ids: Ids,
  options: SeedOptions,
): Promise<void> {
  const start = timestamp(instantOf(statement.startedAt));
  const end = timestamp(instantOf(statement.endedAt));
  const type = statementType(statement.sql);
  const rows = cutText(statement.sql, 200).map((text, sequence) => ({ sequence, text }));
  for (const row of options.tamper?.(rows, statement) ?? rows) {
    await client.query(
      `insert into pg_redshift.svl_statementtext (userid, xid, pid, label, starttime, endtime, sequence, type, text)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ids.user,
        ids.transaction,
        ids.session,
        statement.label ?? 'default',
        start,
        end,
        row.sequence,
        type,
        row.text,
      ],
    );
  }
  if (type !== 'QUERY') return;
  const [head = ''] = cutText(statement.sql, 4000);
  await client.query(
    `insert into pg_redshift.stl_query (userid, query, label, xid, pid, database, querytxt, starttime, endtime, aborted, insert_pristine)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)`,
    [
      ids.user,
      ids.query + 500_000,
      statement.label ?? 'default',
      ids.transaction,
      ids.session,
      // CHAR(32) in STL: longer names are cut.
      statement.database.slice(0, 32),
      head,
      start,
      end,
      statement.status === 'success' ? 0 : 1,
    ],
  );
}

function firstWords(sql: string): string {
  return sql
    .replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ')
    .trim()
    .toUpperCase();
}

function queryType(sql: string): string {
  const text = firstWords(sql);
  if (/^CREATE\s+(LOCAL\s+)?(TEMP\w*\s+)?TABLE\b[^;]*?\bAS\s*(\(|SELECT|WITH)/.test(text)) return 'CTAS';
  const word = /^\w+/.exec(text)?.[0] ?? 'OTHER';
  if (['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'UNLOAD', 'COPY', 'MERGE'].includes(word)) return word;
  if (word === 'WITH') return 'SELECT';
  return ['CREATE', 'DROP', 'ALTER', 'TRUNCATE'].includes(word) ? 'DDL' : 'UTILITY';
}

function statementType(sql: string): 'QUERY' | 'DDL' | 'UTILITY' {
  const type = queryType(sql);
  if (type === 'UTILITY' || firstWords(sql).startsWith('TRUNCATE')) return 'UTILITY';
  return type === 'DDL' ? 'DDL' : 'QUERY';
}
