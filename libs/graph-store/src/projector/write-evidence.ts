import type { EvidenceFacts } from '../projection/edge-evidence';
import deleteEdgeEvidence from '../statements/delete-edge-evidence.sql';
import selectEvidenceHashes from '../statements/select-evidence-hashes.sql';
import storeEdgeEvidence from '../statements/store-edge-evidence.sql';
import type { Queryable } from '../store/database';
import { arrayLiteral } from './array-literal';
import { toMicroseconds, type GraphRows } from './graph-rows';
import { inParts } from './in-parts';
import type { Observed } from './observed';

type EvidenceRow = GraphRows['evidence'][number];

interface StoredEvidence {
  readonly edge_id: string;
  readonly evidence_key: string;
  readonly row_hash: string | null;
}

/** Makes the evidence for edges into the names `keys` what `rows` say; what stays as it is is not touched. Without `keys` none is there yet. */
export async function writeEvidence(
  { transaction }: Observed,
  keys: readonly string[],
  { evidence }: GraphRows,
): Promise<void> {
  const stored =
    keys.length === 0 ? [] : await transaction.query<StoredEvidence>(selectEvidenceHashes, [keys]);
  const hashes = new Map(stored.map((row) => [row.edge_id + row.evidence_key, row.row_hash]));
  const changed = evidence.filter((row) => hashes.get(idOf(row)) !== row.hash);
  if (stored.length > 0) {
    const wanted = new Set(evidence.map(idOf));
    const gone = stored.filter((row) => !wanted.has(row.edge_id + row.evidence_key));
    if (gone.length > 0) {
      await transaction.query(deleteEdgeEvidence, [
        gone.map((row) => row.edge_id),
        gone.map((row) => row.evidence_key),
      ]);
    }
  }
  for (const part of inParts(changed)) await storePart(transaction, part);
}

const idOf = ({ edgeId, facts }: EvidenceRow): string => edgeId + facts.key;

/** An analysis makes some twenty edges: what they share is sent once. */
async function storePart(transaction: Queryable, rows: readonly EvidenceRow[]): Promise<void> {
  const ordinals = new Map<EvidenceFacts, number>();
  for (const { facts } of rows) if (!ordinals.has(facts)) ordinals.set(facts, ordinals.size);
  await transaction.query(storeEdgeEvidence, [
    arrayLiteral(rows.map((row) => row.edgeId)),
    arrayLiteral(rows.map((row) => ordinals.get(row.facts)!)),
    arrayLiteral(rows.map((row) => row.expression)),
    arrayLiteral(rows.map((row) => row.span?.start ?? null)),
    arrayLiteral(rows.map((row) => row.span?.end ?? null)),
    arrayLiteral(rows.map((row) => row.kinds.join(' '))),
    arrayLiteral(rows.map((row) => row.masking)),
    arrayLiteral(rows.map((row) => row.hash)),
    JSON.stringify([...ordinals].map(([facts, ordinal]) => factsRow(facts, ordinal))),
  ]);
}

const factsRow = (facts: EvidenceFacts, ordinal: number) => ({
  ordinal,
  evidence_key: facts.key,
  producer: facts.producer,
  carrier: facts.carrier,
  source_id: facts.sourceId,
  analysis_key: facts.analysisKey,
  sql_hash: facts.sqlHash,
  shape_hash: facts.shapeHash,
  statement_kind: facts.statementKind,
  rung: facts.rung,
  confidence: facts.confidence,
  job: facts.job,
  via: facts.via,
  diagnostics: facts.diagnostics,
  first_seen_at: toMicroseconds(facts.firstSeenAt),
  last_seen_at: toMicroseconds(facts.lastSeenAt),
  executions: facts.executions,
  sample_execution_ids: facts.samples,
});
