import type { ClientBase } from 'pg';
import type { SampleStatement, SampleTime } from '../sample/sample-warehouse';
import { cutText } from './cut-text';
import { HistoryRows } from './history-rows';
import { addPlan } from './plan-rows';
import { TableIds } from './table-ids';

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
  /** Leaves the SVL and STL tables empty, as on a serverless workgroup. */
  readonly sysOnly?: boolean;
}

export interface TextRow {
  readonly sequence: number;
  readonly text: string;
}

/**
 * Writes history rows into the tables shaped like Redshift's system views, exactly as those store them: SYS with 4,000-byte text rows and SVL
 * with 200-byte rows; tables that plans touched by their ids in the connected database. Statements that are still running have no end; the history of a cluster lies in its first database. Runs in the
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
  const tables = await TableIds.of(client, ordered);
  const ends = transactionEnds(ordered);
  const rows = new HistoryRows(client);
  const known = new Set<number>();
  for (const statement of ordered) {
    const ids = {
      query: queryId++,
      session: sessions.of(statement.session),
      transaction: transactions.of(statement.transaction),
      user: users.get(statement.user) ?? 100,
    };
    if (!known.has(ids.session)) addSession(rows, statement, ids);
    known.add(ids.session);
    if (statement.outcome !== 'open' && !known.has(ids.transaction))
      addTransaction(rows, statement, ids, ends.get(statement.transaction) ?? '');
    if (statement.outcome !== 'open') known.add(ids.transaction);
    addSys(rows, statement, ids, options);
    if (statement.status !== 'running') addSvl(rows, statement, ids, options);
    addPlan(rows, tables, {
      statement,
      type: queryType(statement.sql),
      user: ids.user,
      query: ids.query,
      stlQuery: options.sysOnly === true ? null : stlId(ids),
      start: timestamp(instantOf(statement.startedAt)),
      end: timestamp(instantOf(statement.endedAt)),
    });
    await rows.flushWhenFull();
  }
  await rows.flush();
}

interface Ids {
  readonly query: number;
  readonly session: number;
  readonly transaction: number;
  readonly user: number;
}

/** The STL tables number queries otherwise. */
const stlId = (ids: Ids): number => ids.query + 500_000;

/** A transaction ends with the last of its statements. */
function transactionEnds(statements: readonly SampleStatement[]): Map<string, string> {
  const ends = new Map<string, string>();
  for (const { transaction, endedAt } of statements) {
    const end = timestamp(instantOf(endedAt));
    if (end > (ends.get(transaction) ?? '')) ends.set(transaction, end);
  }
  return ends;
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

function addSession(rows: HistoryRows, statement: SampleStatement, ids: Ids): void {
  const start = timestamp(instantOf(statement.startedAt));
  rows.add('sys_session_history', {
    user_id: ids.user,
    session_id: ids.session,
    database_name: statement.database,
    status: 'active',
    session_timeout: 0,
    start_time: start,
  });
  rows.add('stl_sessions', {
    userid: ids.user,
    starttime: start,
    process: ids.session,
    user_name: statement.user,
    db_name: statement.database,
  });
}

function addTransaction(rows: HistoryRows, statement: SampleStatement, ids: Ids, end: string): void {
  const isCommitted = statement.outcome === 'committed';
  rows.add('sys_transaction_history', {
    user_id: ids.user,
    transaction_id: ids.transaction,
    isolation_level: 'Serializable',
    status: isCommitted ? 'committed' : 'rolledback',
    transaction_start_time: timestamp(instantOf(statement.startedAt)),
    commit_start_time: end,
    commit_end_time: end,
    undo_transaction_id: -1,
  });
  if (!isCommitted)
    rows.add('stl_undone', {
      userid: ids.user,
      xact_id: ids.transaction + 1_000_000,
      xact_id_undone: ids.transaction,
      undo_start_ts: end,
    });
}

function addSys(rows: HistoryRows, statement: SampleStatement, ids: Ids, options: SeedOptions): void {
  const place = {
    user_id: ids.user,
    query_id: ids.query,
    transaction_id: ids.transaction,
    session_id: ids.session,
    start_time: timestamp(instantOf(statement.startedAt)),
  };
  const pieces = cutText(statement.sql, 4000);
  rows.add('sys_query_history', {
    ...place,
    query_label: statement.label ?? '',
    database_name: statement.database,
    query_type: queryType(statement.sql),
    status: statement.status,
    result_cache_hit: false,
    end_time: statement.status === 'running' ? null : timestamp(instantOf(statement.endedAt)),
    error_message: statement.status === 'failed' ? 'ERROR: relation does not exist' : '',
    query_text: pieces[0] ?? '',
    redshift_version: 'Redshift 1.0',
    compute_type: 'primary',
  });
  const texts = pieces.map((text, sequence) => ({ sequence, text }));
  for (const { sequence, text } of options.tamper?.(texts, statement) ?? texts)
    rows.add('sys_query_text', { ...place, sequence, text });
}

function addSvl(rows: HistoryRows, statement: SampleStatement, ids: Ids, options: SeedOptions): void {
  if (options.sysOnly === true) return;
  const place = {
    userid: ids.user,
    xid: ids.transaction,
    pid: ids.session,
    label: statement.label ?? 'default',
    starttime: timestamp(instantOf(statement.startedAt)),
    endtime: timestamp(instantOf(statement.endedAt)),
  };
  const type = statementType(statement.sql);
  const texts = cutText(statement.sql, 200).map((text, sequence) => ({ sequence, text }));
  for (const { sequence, text } of options.tamper?.(texts, statement) ?? texts)
    rows.add('svl_statementtext', { ...place, sequence, type, text });
  if (type !== 'QUERY') return;
  rows.add('stl_query', {
    ...place,
    query: stlId(ids),
    // CHAR(32) in STL: longer names are cut.
    database: statement.database.slice(0, 32),
    querytxt: cutText(statement.sql, 4000)[0] ?? '',
    aborted: statement.status === 'success' ? 0 : 1,
    insert_pristine: 0,
  });
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
