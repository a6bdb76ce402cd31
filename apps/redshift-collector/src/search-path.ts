/** `"$user"` is the schema of the user's own name, where there is one. */
export const USER_SCHEMA = '$user';

/** Redshift's search path when nobody set another. */
export const DEFAULT_SEARCH_PATH: readonly string[] = [USER_SCHEMA, 'public'];

/** Reads a list of schemas: `"$user", Public, 'mart'` is `['$user', 'public', 'mart']`. */
export function parseSearchPath(list: string): string[] {
  const schemas = list.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[^\s,;]+/g) ?? [];
  return schemas.map(unquoted).filter((schema) => schema !== '');
}

// Redshift folds quoted identifiers too unless enable_case_sensitive_identifier is on.
const unquoted = (schema: string): string =>
  (/^(["']).*\1$/s.test(schema) ? schema.slice(1, -1).replace(/(["'])\1/g, '$1') : schema).toLowerCase();

const SET_PATH = /^\s*set\s+(?:session\s+|local\s+)?search_path\s*(?:=|\bto\b)\s*(.+?);?\s*$/is;

/** The path that a statement sets: null: it sets none; `'default'`: back to what it was at the session's start. */
export function searchPathSetBy(sql: string): string[] | 'default' | null {
  const bare = sql.replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ');
  if (/^\s*reset\s+(search_path|all)\b/i.test(bare)) return 'default';
  const list = SET_PATH.exec(bare)?.[1];
  if (list === undefined) return null;
  return /^default$/i.test(list) ? 'default' : parseSearchPath(list);
}
