import { confidenceOf } from '../edges/finish-lineage';
import type { StatementLineage } from '../edges/statement-lineage';

/** Redshift's own limit is 16 MB; no statement of a warehouse is longer, and a text beyond it is not one. */
const MAX_LENGTH = 16 * 1024 * 1024;

/** The result of a text that is refused unread, or null for one of ordinary size. */
export function tooLarge(sql: string): StatementLineage | null {
  if (sql.length <= MAX_LENGTH) return null;
  const message = `${sql.length} characters; at most ${MAX_LENGTH} are read`;
  return {
    kind: 'unknown',
    inputs: [],
    outputs: [],
    columns: [],
    influences: [],
    definedColumns: [],
    schemaChanges: [],
    sessionEffect: {},
    consulted: [],
    diagnostics: [{ code: 'too-large', message, subject: null, candidates: [], span: null }],
    rung: 'tables-only',
    confidence: confidenceOf(['too-large']),
    stepsUsed: 0,
  };
}
