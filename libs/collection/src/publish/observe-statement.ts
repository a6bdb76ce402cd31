import type { ObservedStatement, SkipCode } from '@tributary/contracts';
import { redactedSqlHash, redactSql, toDialect } from '@tributary/sql-lineage';
import type { CollectedStatement } from '../source/history-source';

/** The longest statement that Redshift takes. */
const MOST_BYTES = 16 * 1024 * 1024;

export type Observed =
  | { readonly kind: 'observed'; readonly statement: ObservedStatement }
  | { readonly kind: 'skip'; readonly code: SkipCode; readonly detail: string };

/** Takes the secrets out of a statement and gives it its hash. A statement that defeats us is skipped, never published unredacted. */
export function observeStatement(
  collected: CollectedStatement,
  origin: ObservedStatement['origin'],
): Observed {
  // A character has three bytes at most: few texts need counting.
  const bytes = collected.sql.length * 3 > MOST_BYTES ? Buffer.byteLength(collected.sql) : 0;
  if (bytes > MOST_BYTES) return { kind: 'skip', code: 'too-large', detail: `${bytes} bytes of text` };
  const dialect = toDialect(collected.dialect);
  if (dialect === undefined)
    return { kind: 'skip', code: 'unreadable', detail: `unknown dialect '${collected.dialect}'` };
  try {
    const { sql, redactions } = redactSql(collected.sql);
    return {
      kind: 'observed',
      statement: {
        origin,
        sqlHash: redactedSqlHash(sql, dialect),
        tempTables: [],
        ...collected,
        sql,
        textFlags: redactions > 0 ? [...collected.textFlags, 'redacted'] : collected.textFlags,
      },
    };
  } catch (error) {
    return {
      kind: 'skip',
      code: 'unreadable',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}
