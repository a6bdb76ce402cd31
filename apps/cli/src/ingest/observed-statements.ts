import { createHash } from 'node:crypto';
import type { ObservedStatement, StatementStatus } from '@tributary/contracts';
import { type Dialect, redactedSqlHash, redactSql, splitStatements } from '@tributary/sql-lineage';
import type { LoggedQuery } from './read-query-log';

export interface IngestContext {
  readonly dialect: Dialect;
  readonly database: string | null;
  readonly searchPath: readonly string[];
  /** Stands for the time of queries that have none; a millisecond is added per line, so that the file's order holds. */
  readonly timeOfFile: Date;
}

const statuses: Readonly<Record<string, StatementStatus>> = {
  failed: 'failed',
  error: 'failed',
  aborted: 'canceled',
  canceled: 'canceled',
  cancelled: 'canceled',
  running: 'running',
  queued: 'running',
};

/** What a log's query says, as the collectors would say it. A text with several statements becomes several, in order. */
export function observedStatements(query: LoggedQuery, context: IngestContext): ObservedStatement[] {
  const fallback = new Date(context.timeOfFile.getTime() + query.line);
  const startedAt = instantOf(query.startedAt, fallback);
  const parts = splitStatements(query.sql, context.dialect);
  return parts.map(({ text }, order) => {
    const redacted = redactSql(text);
    const hash = redactedSqlHash(redacted.sql, context.dialect);
    return {
      executionId: executionIdOf(query, hash, parts.length > 1 ? order : null),
      origin: 'import',
      sessionId: query.session,
      transactionId: null,
      order,
      startedAt,
      endedAt: instantOf(query.endedAt, new Date(startedAt)),
      user: query.user,
      label: null,
      status: statuses[query.status?.toLowerCase() ?? ''] ?? 'success',
      transaction: 'unknown',
      textFlags: redacted.redactions > 0 ? ['redacted'] : [],
      dialect: context.dialect,
      database: query.database ?? context.database,
      searchPath: query.searchPath.length > 0 ? [...query.searchPath] : [...context.searchPath],
      tempTables: [],
      sql: redacted.sql,
      sqlHash: hash,
    };
  });
}

/** Without an id of its own, a query is told by its place and text: reading the file again adds nothing. */
function executionIdOf(query: LoggedQuery, hash: string, part: number | null): string {
  const id =
    query.id ??
    `import:${createHash('sha256')
      .update(`${query.line} ${query.startedAt ?? ''} ${hash}`)
      .digest('hex')
      .slice(0, 24)}`;
  return part === null ? id : `${id}:${part + 1}`;
}

/** `2026-10-05 02:00:01.5` (UTC, as the system views print it) or ISO text → an instant of the contracts. */
function instantOf(text: string | null, fallback: Date): string {
  if (text === null) return fallback.toISOString();
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? fallback.toISOString() : new Date(time).toISOString();
}
