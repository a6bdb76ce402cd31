// Postgres stores neither U+0000 nor half a surrogate pair; both occur in query texts cut at a byte limit.
const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// As JSON writes them; also matches a text that spells such an escape out, which is then looked at closely for nothing.
const escaped = /\\u(?:0000|d[89a-f])/;

/** The same value with characters that Postgres cannot hold replaced by U+FFFD. */
export function storable<T>(value: T): T {
  // Nearly all messages are fine as they are; rebuilding each was 6 of the 11 s that it took to make rows of 12,000.
  return escaped.test(JSON.stringify(value)) ? replaced(value) : value;
}

function replaced<T>(value: T): T {
  if (typeof value === 'string') return value.replace(unstorable, '\ufffd') as T;
  if (Array.isArray(value)) return value.map(replaced) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [replaced(k), replaced(v)])) as T;
  }
  return value;
}
