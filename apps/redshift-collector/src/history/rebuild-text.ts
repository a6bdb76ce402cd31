import type { CollectedStatement, HistoryItem } from '@tributary/collection';
import { type Row, orderSegments, rebuildStatementText } from '@tributary/warehouse';
import { isOwnStatement } from '../own-statements';
import { integerOf } from '../read-value';

type SkipCode = Extract<HistoryItem, { kind: 'skip' }>['code'];

export type StatementText =
  | { readonly sql: string; readonly flags: CollectedStatement['textFlags'] }
  | { readonly skip: SkipCode; readonly detail: string };

/** A statement's text out of its rows of `width` bytes, or why there is none to publish. */
export function rebuildText(rows: readonly Row[], width: number): StatementText {
  const segments = rows.flatMap((row) =>
    row['sequence'] === null || row['sequence'] === undefined
      ? []
      : [{ sequence: integerOf(row, 'sequence'), text: String(row['text'] ?? '') }],
  );
  if (segments.length === 0) return { skip: 'text-missing', detail: 'the history has no text for it' };
  const ordered = orderSegments(segments);
  if (!ordered.complete)
    return {
      skip: 'text-incomplete',
      detail: `${segments.length} pieces of its text are there, others are missing`,
    };
  const { text: sql, ambiguousBoundaries } = rebuildStatementText(ordered.rows, width);
  if (sql.trim() === '') return { skip: 'text-missing', detail: 'its text is blank' };
  if (isOwnStatement(sql)) return { skip: 'own-statement', detail: 'a collector ran it' };
  return { sql, flags: ambiguousBoundaries.length > 0 ? ['ambiguous-boundary'] : [] };
}
