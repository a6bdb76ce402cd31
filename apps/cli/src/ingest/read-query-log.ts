import { parse } from 'csv-parse/sync';
import { CliError } from '../exit-codes';

/** One line of a query log exported by hand, under whichever of the usual names its columns have. */
export interface LoggedQuery {
  readonly line: number;
  readonly id: string | null;
  readonly sql: string;
  readonly database: string | null;
  readonly searchPath: readonly string[];
  readonly session: string | null;
  readonly user: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly status: string | null;
}

export interface QueryLog {
  readonly queries: readonly LoggedQuery[];
  /** Lines that are no query, each with its number and what is wrong with it. */
  readonly problems: readonly string[];
}

/** Names by which exports call the same thing: Redshift's SYS and STL views, Athena's API, and plain words. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  sql: ['sql', 'query', 'query_text', 'querytxt', 'text', 'statement'],
  id: ['id', 'query_id', 'queryexecutionid', 'query_execution_id', 'execution_id'],
  database: ['database', 'database_name', 'db', 'catalog'],
  schema: ['search_path', 'schema', 'schema_name', 'default_schema'],
  session: ['session', 'session_id', 'pid'],
  user: ['user', 'username', 'user_name', 'usename', 'user_id'],
  startedAt: ['started_at', 'start_time', 'starttime', 'submissiondatetime'],
  endedAt: ['ended_at', 'end_time', 'endtime', 'completiondatetime'],
  status: ['status', 'state'],
};

/** Reads a log as JSONL (a line starts with `{`) or CSV with a heading line. Throws CliError when neither fits. */
export function readQueryLog(text: string): QueryLog {
  const records = /^\s*\{/.test(text) ? readJsonLines(text) : readCsv(text);
  const queries: LoggedQuery[] = [];
  const problems: string[] = [];
  for (const { line, value } of records) {
    if (typeof value === 'string') {
      problems.push(`line ${line}: ${value}`);
      continue;
    }
    const query = queryOf(line, value);
    if (query.sql === '')
      problems.push(`line ${line}: has no SQL; a column must be called ${spellings['sql']?.join(', ')}`);
    else queries.push(query);
  }
  return { queries, problems };
}

type Row = Readonly<Record<string, unknown>>;
/** A row, or what is wrong with the line. */
type Read = { readonly line: number; readonly value: Row | string };

function readJsonLines(text: string): Read[] {
  return text.split('\n').flatMap((content, index): Read[] => {
    if (content.trim() === '') return [];
    const line = index + 1;
    try {
      const value: unknown = JSON.parse(content);
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return [{ line, value: value as Row }];
      return [{ line, value: 'is not a JSON object' }];
    } catch {
      return [{ line, value: 'is not JSON' }];
    }
  });
}

function readCsv(text: string): Read[] {
  try {
    const rows = parse(text, {
      columns: true,
      bom: true,
      relax_column_count: true,
      info: true,
    }) as unknown as {
      record: Row;
      info: { lines: number };
    }[];
    return rows.map(({ record, info }) => ({ line: info.lines, value: record }));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`The log is neither JSON lines nor CSV with a heading line: ${detail}`, undefined, {
      cause,
    });
  }
}

function queryOf(line: number, row: Row): LoggedQuery {
  const byName = new Map(
    Object.entries(row).map(([name, value]) => [name.trim().toLowerCase().replaceAll(' ', '_'), value]),
  );
  const read = (field: string): string | null => {
    for (const name of spellings[field] ?? []) {
      const value = byName.get(name);
      if (value !== undefined && value !== null && String(value).trim() !== '') return String(value).trim();
    }
    return null;
  };
  return {
    line,
    id: read('id'),
    sql: read('sql') ?? '',
    database: read('database'),
    searchPath: (read('schema') ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    session: read('session'),
    user: read('user'),
    startedAt: read('startedAt'),
    endedAt: read('endedAt'),
    status: read('status'),
  };
}
