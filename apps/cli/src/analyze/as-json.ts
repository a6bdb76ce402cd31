import { tableText, type AnalyzedStatement, type TableRef } from '@tributary/sql-lineage';

/** Every statement's result as JSON; datasets by their dotted names. */
export function asJson(statements: readonly AnalyzedStatement[]): string {
  const results = statements.map(({ text, start, end, lineage }) => ({ sql: text, start, end, ...lineage }));
  return JSON.stringify(results, (_, value: unknown) => (isTableRef(value) ? tableText(value) : value), 2);
}

/** By the shape that only datasets have: `kind` with a `name` or a `uri`. */
function isTableRef(value: unknown): value is TableRef {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return (
    (value.kind === 'table' && 'temp' in value) ||
    (value.kind === 'path' && 'uri' in value) ||
    (value.kind === 'external' && 'system' in value)
  );
}
