import type { HistoryItem, Window } from '@tributary/collection';
import type { RedshiftDataPort } from '@tributary/warehouse';
import { isRefusal } from '../is-refusal';
import { integerOf, textOf, textOrNull } from '../read-value';
import { allRows, rowsOf } from '../run-statement';
import { type WarehouseUser, readUsers } from '../users';
import { SearchPaths } from './search-paths';
import { parametersOf } from './scan';
import { SessionStarts } from './session-starts';
import schemasSql from './statements/schemas.sql';

/** What is known about the sessions of a window beside its statements. */
export interface HistoryContext {
  /** Names by id. */
  readonly users: ReadonlyMap<number, string>;
  readonly sessions: SessionStarts;
  readonly searchPaths: SearchPaths;
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
  readonly databases: readonly string[];
  readonly window: Window;
  readonly views: ContextStatements;
}): Promise<{ readonly context: HistoryContext; readonly problems: readonly Problem[] }> {
  const { warehouse, databases, window, views } = options;
  const database = databases[0] ?? '';
  const problems: Problem[] = [];
  const orElse = async <T>(part: string, loss: string, read: Promise<T>, without: T): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      problems.push({ kind: 'problem', code: `${part}-unreadable`, detail: `${loss}: ${messageOf(error)}` });
      return without;
    }
  };

  const users = await orElse<WarehouseUser[]>(
    'users',
    'statements go without their users and default search paths',
    readUsers(warehouse, database),
    [],
  );
  const sessions = await orElse(
    'sessions',
    'sessions are told apart by their ids alone, which are used again',
    readSessions(warehouse, { sql: views.sessions, database, window }),
    new SessionStarts(),
  );

  const searchPaths = new SearchPaths(users);
  const set = await allRows(warehouse, {
    name: 'search-paths',
    sql: views.searchPaths,
    database,
    parameters: parametersOf(views.searchPaths, window),
  });
  for (const row of set) searchPaths.addSetting(row);
  for (const each of databases) {
    const schemas = await orElse(
      'schemas',
      `"$user" is left out of search paths in database '${each}'`,
      allRows(warehouse, { name: 'schemas', sql: schemasSql, database: each }),
      [],
    );
    searchPaths.addSchemas(
      each,
      schemas.map((row) => textOf(row, 'schema_name')),
    );
  }
  return { context: { users: namesById(users), sessions, searchPaths }, problems };
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
