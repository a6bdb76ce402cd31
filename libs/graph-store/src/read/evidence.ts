import { diagnostic, rung, tablesOutcome, type EvidenceResponse } from '@tributary/contracts';
import { z } from 'zod';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { edgeDetails } from './edge-details';
import { found, refused, type Found } from './refusal';
import selectEvidence from './statements/select-evidence.sql';

export interface EvidenceQuestion {
  readonly edgeId: string;
  readonly limit: number;
  readonly cursor: string | null;
}

interface EvidenceRow {
  readonly evidence_key: string;
  /** As text, so that no digit of the cursor is lost. */
  readonly last_seen: string;
  readonly producer: string;
  readonly statement_kind: string | null;
  readonly rung: string | null;
  readonly confidence: string | null;
  readonly sql_hash: string | null;
  readonly sql: string | null;
  readonly span_start: number | null;
  readonly span_end: number | null;
  readonly expression: string | null;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
  readonly executions: number;
  readonly sample_execution_ids: string[];
  readonly job: string | null;
  readonly diagnostics: unknown;
  readonly via: string[];
  readonly tables: string | null;
}

type Evidence = EvidenceResponse['evidence'][number];
const diagnostics = z.array(diagnostic).catch([]);

/** Why an edge is believed: the statements and jobs that make it, latest seen first. */
export async function evidence(
  database: Queryable,
  { edgeId, limit, cursor }: EvidenceQuestion,
): Promise<Found<EvidenceResponse>> {
  const after = cursor === null ? null : readCursor(cursor, ['string', 'string']);
  if (cursor !== null && (after === null || Number.isNaN(Date.parse(String(after[0]))))) {
    return refused('invalid-cursor', cursor);
  }
  const edge = edgeId.includes('\0') ? undefined : (await edgeDetails(database, [edgeId])).edges.get(edgeId);
  if (edge === undefined) return refused('unknown-edge', edgeId);

  const rows = await database.query<EvidenceRow>(selectEvidence, [
    edgeId,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit + 1,
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const isCut = rows.length > limit;
  return found({
    edge,
    evidence: page.map(evidenceOf),
    truncated: isCut,
    cursor: isCut && last !== undefined ? writeCursor([last.last_seen, last.evidence_key]) : null,
  });
}

const evidenceOf = (row: EvidenceRow): Evidence => ({
  producer: row.producer,
  statementKind: row.statement_kind,
  rung: rung.safeParse(row.rung).data ?? null,
  confidence: row.confidence,
  sqlHash: row.sql_hash,
  sql: row.sql,
  span:
    row.span_start === null || row.span_end === null ? null : { start: row.span_start, end: row.span_end },
  expression: row.expression,
  firstSeenAt: row.first_seen_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  executions: row.executions,
  sampleExecutionIds: row.sample_execution_ids,
  job: row.job,
  diagnostics: diagnostics.parse(row.diagnostics),
  via: row.via,
  tables: tablesOutcome.safeParse(row.tables).data ?? null,
});
