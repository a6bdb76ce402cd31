import type { DatasetName } from '@tributary/contracts';
import { loadExternalSchemas } from './load-external-schemas';
import { nameKey } from './name-key';
import { toInstant } from './observe/instant';
import { catalogNameOf } from './projection/implied-aliases';
import { lookUpSchema, type NameState } from './projection/name-state';
import { keyOf, sessionKey } from './projection/statement-run';
import type { Queryable } from './store/database';
import selectNameStates from './statements/select-name-states.sql';

/** Whose columns, and as whom: what a statement of this session saw when it started. */
export interface SchemaRequest {
  readonly dataset: DatasetName;
  /** True for a temp table of the session. */
  readonly temp: boolean;
  readonly at: string;
  /** Position among the statements of the session that start at the same instant; unset: the first. */
  readonly position?: number;
  readonly sessionId: string | null;
  readonly sourceId: string;
}

/** The column names that each request asks for, in order; null where the columns are not known. The same answer as the projection's own. */
export async function schemasAsOf(
  database: Queryable,
  requests: readonly SchemaRequest[],
): Promise<(string[] | null)[]> {
  if (requests.length === 0) return [];
  const keys = requests.map((request) => keyOf({ ...request.dataset, temp: request.temp }, request));
  const states = await loadStates(database, keys);
  const behind = await namesBehind(
    database,
    requests.filter((request, i) => !request.temp && !states.has(keys[i]!)),
  );
  for (const [key, state] of await loadStates(database, [...behind.values()])) states.set(key, state);

  return requests.map((request, i) => {
    const key = keys[i]!;
    const answer = lookUpSchema(states.get(key) ?? states.get(behind.get(key) ?? ''), {
      at: toInstant(request.at),
      position: request.position ?? 0,
      session: sessionKey(request),
    });
    return answer?.columns.map((column) => column.name) ?? null;
  });
}

async function loadStates(database: Queryable, keys: readonly string[]): Promise<Map<string, NameState>> {
  if (keys.length === 0) return new Map();
  const rows = await database.query<{ name_key: string; body: NameState }>(selectNameStates, [
    [...new Set(keys)],
  ]);
  return new Map(rows.map((row) => [row.name_key, row.body]));
}

/** A table of an external schema that no observation has named yet is still that of its catalog. */
async function namesBehind(
  database: Queryable,
  requests: readonly SchemaRequest[],
): Promise<Map<string, string>> {
  if (requests.length === 0) return new Map();
  const schemas = await loadExternalSchemas(database);
  return new Map(
    requests.flatMap(({ dataset }) => {
      const name = catalogNameOf(dataset, schemas);
      return name === null ? [] : [[nameKey(dataset), nameKey(name)] as const];
    }),
  );
}
