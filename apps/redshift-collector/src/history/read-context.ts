import type { HistoryItem, Window } from '@tributary/collection';
import type { Source } from '@tributary/contracts';
import type { RedshiftDataPort } from '@tributary/warehouse';
import { isRefusal } from '../is-refusal';
import { integerOf, textOf, textOrNull } from '../read-value';
import { allRows, rowsOf } from '../run-statement';
import { type WarehouseUser, readUsers } from '../users';
import { SearchPaths } from './search-paths';
import { parametersOf } from './scan';
import { SessionStarts } from './session-starts';
import { TableNames, readTableNames } from './table-names';
import schemasSql from './statements/schemas.sql';

/** What is known about the sessions of a window beside its statements. */
export interface HistoryContext {
  /** Names by id. */
  readonly users: ReadonlyMap<number, string>;
  readonly sessions: SessionStarts;
  readonly searchPaths: SearchPaths;
  readonly tables: TableNames;
}

/** The statements that tell sessions and their settings, which differ by the views that a warehouse has. */
export interface ContextStatements {
  readonly sessions: string;
  readonly searchPaths: string;
}

type Problem = Extract<HistoryItem, { kind: 'problem' }>;

/** Reads users, sessions and search paths. What may not be read is a problem, and the history is read without it. */
export async function readContext(options: {
  readonly warehouse: RedshiftDataPort;
  readonly source: Source;
  readonly databases: readonly string[];
  readonly window: Window;
  readonly wantsTables: boolean;
  readonly views: ContextStatements;
}): Promise<{ readonly context: HistoryContext; readonly problems: readonly Problem[] }> {
  const { warehouse, source, databases, window, views, wantsTables } = options;
  const database = databases[0] ?? '';
  // Side by side: each of them takes the Data API about as long.
  const [users, sessions, tables, set] = await Promise.all([
    orElse<WarehouseUser[]>(
      'users',
      'statements go without their users and default search paths',
      readUsers(warehouse, database),
      [],
    ),
    orElse(
      'sessions',
      'sessions are told apart by their ids alone, which are used again',
      readSessions(warehouse, { sql: views.sessions, database, window }),
      new SessionStarts(),
    ),
    orElse(
      'tables',
      'which tables statements touched is known by number only',
      readTableNames(warehouse, source, wantsTables ? databases : []),
      new TableNames(),
    ),
    allRows(warehouse, {
      name: 'search-paths',
      sql: views.searchPaths,
      database,
      parameters: parametersOf(views.searchPaths, window),
    }),
  ]);
  const problems = [...users.problems, ...sessions.problems, ...tables.problems];

  const searchPaths = new SearchPaths(users.found);
  for (const row of set) searchPaths.addSetting(row);
  for (const each of databases) {
    const schemas = await orElse(
      'schemas',
      `"$user" is left out of search paths in database '${each}'`,
      allRows(warehouse, { name: 'schemas', sql: schemasSql, database: each }),
      [],
    );
    problems.push(...schemas.problems);
    searchPaths.addSchemas(
      each,
      schemas.found.map((row) => textOf(row, 'schema_name')),
    );
  }
  const context = {
    users: namesById(users.found),
    sessions: sessions.found,
    searchPaths,
    tables: tables.found,
  };
  return { context, problems };
}

/** What was read, or what there is without it and the problem that it is. */
async function orElse<T>(
  part: string,
  loss: string,
  read: Promise<T>,
  without: T,
): Promise<{ readonly found: T; readonly problems: readonly Problem[] }> {
  try {
    return { found: await read, problems: [] };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const detail = `${loss}: ${messageOf(error)}`;
    return { found: without, problems: [{ kind: 'problem', code: `${part}-unreadable`, detail }] };
  }
}

async function readSessions(
  warehouse: RedshiftDataPort,
  { sql, database, window }: { readonly sql: string; readonly database: string; readonly window: Window },
): Promise<SessionStarts> {
  const sessions = new SessionStarts();
  const parameters = parametersOf(sql, window);
  for await (const row of rowsOf(warehouse, { name: 'sessions', sql, database, parameters }))
    sessions.add(integerOf(row, 'session_id'), textOf(row, 'start_time'), textOrNull(row, 'database_name'));
  return sessions;
}

const namesById = (users: readonly WarehouseUser[]): Map<number, string> =>
  new Map(users.map(({ id, name }) => [id, name]));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
