import { toDialect, type Dialect } from '../dialect/dialect';

/** One line of `analyze --jsonl`, checked. */
export interface JsonlRequest {
  readonly id: unknown;
  readonly dialect: Dialect;
  readonly statements: readonly JsonlStatement[];
  /** The text is a script rather than a list of statements. */
  readonly script: boolean;
  readonly schema: Readonly<Record<string, readonly string[]>>;
  readonly defaultDatabase: string | null;
  readonly defaultSchema: string | null;
  readonly tempTables: readonly string[];
}

/** A statement of a session, or a rename or swap that a log tells of without SQL. */
export interface JsonlStatement {
  readonly sql: string | null;
  readonly session: string;
  readonly defaultDatabase: string | null;
  readonly defaultSchema: string | null;
  readonly change: { readonly op: 'rename' | 'swap'; readonly from: string; readonly to: string } | null;
}

/** A line that is no request, said for the person who wrote it. */
export class BadRequest extends Error {}

/** Reads one line; throws BadRequest when it is not a request. */
export function readRequest(line: string): JsonlRequest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new BadRequest(`not JSON: ${(cause as Error).message}`, { cause });
  }
  if (!isObject(value)) throw new BadRequest('a request is a JSON object');
  const named = text(value['dialect']) ?? '';
  const dialect = toDialect(named);
  if (dialect === undefined) throw new BadRequest(`unknown dialect '${named}'`);
  const statements = value['statements'];
  const defaults = {
    defaultDatabase: text(value['defaultDatabase']),
    defaultSchema: text(value['defaultSchema']),
  };
  const script = !Array.isArray(statements) || statements.length === 0;
  const sql = text(value['sql']);
  if (script && sql === null) throw new BadRequest("a request has 'sql' or 'statements'");
  return {
    id: value['id'] ?? null,
    dialect,
    script,
    statements: script
      ? [{ sql, session: '', change: null, ...defaults }]
      : statements.map((s) => readStatement(s, defaults)),
    schema: readSchema(value['schema']),
    tempTables: Array.isArray(value['tempTables'])
      ? value['tempTables'].filter((t): t is string => typeof t === 'string')
      : [],
    ...defaults,
  };
}

function readStatement(
  value: unknown,
  defaults: Pick<JsonlStatement, 'defaultDatabase' | 'defaultSchema'>,
): JsonlStatement {
  if (typeof value === 'string') return { sql: value, session: '', change: null, ...defaults };
  if (!isObject(value)) throw new BadRequest('a statement is a text or an object');
  const { op, from, to } = value;
  const named = typeof from === 'string' && typeof to === 'string';
  return {
    sql: text(value['sql']),
    session: text(value['session']) ?? '',
    change: (op === 'rename' || op === 'swap') && named ? { op, from, to } : null,
    defaultDatabase: text(value['default_db'] ?? value['defaultDatabase']) ?? defaults.defaultDatabase,
    defaultSchema: text(value['default_schema'] ?? value['defaultSchema']) ?? defaults.defaultSchema,
  };
}

function readSchema(value: unknown): Record<string, readonly string[]> {
  if (value === null || value === undefined) return {};
  if (!isObject(value)) throw new BadRequest("'schema' is an object of column lists by table");
  const schema: Record<string, readonly string[]> = {};
  for (const [table, columns] of Object.entries(value)) {
    if (!Array.isArray(columns)) throw new BadRequest(`the columns of '${table}' are not a list`);
    schema[table] = columns.map((c) => (isObject(c) ? String(c['name']) : String(c)));
  }
  return schema;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
