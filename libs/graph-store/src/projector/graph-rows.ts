import type { Evidence, EvidenceFacts } from '../projection/edge-evidence';
import { mergeIntervals, type Interval } from '../projection/generations';
import type { EdgeHistory } from '../projection/graph-edges';
import { instantOf } from '../projection/moment';
import type { GroupGraph } from '../projection/project-group';
import { rowHash } from './row-hash';

/** What some groups come to in the projection tables: rows by table, with datasets by their name keys. */
export type GraphRows = ReturnType<typeof graphRows>;

/** Graphs as rows. */
export function graphRows(graphs: readonly GroupGraph[]) {
  const edges = graphs.flatMap((graph) => graph.edges.map(edgeRows));
  return {
    datasets: graphs.flatMap(({ datasets }) =>
      datasets.map(({ key, namespace, name, displayName, kind, description, owners }) => ({
        name_key: key,
        namespace,
        name,
        display_name: displayName,
        kind,
        description,
        owners,
      })),
    ),
    columns: graphs.flatMap(({ datasets }) =>
      datasets.flatMap(({ key, columns }) =>
        columns.map(({ name, type }, i) => ({ name_key: key, name, type, ordinal: i + 1 })),
      ),
    ),
    edges: edges.map(({ edge }) => edge),
    intervals: edges.flatMap(({ earlier }) => earlier),
    evidence: evidenceRows(graphs.flatMap(({ evidence }) => evidence)),
    aliases: graphs.flatMap(({ aliases }) =>
      aliases.map(({ dataset, key, namespace, name, reason }) => ({
        dataset_key: dataset,
        name_key: key,
        namespace,
        name,
        reason,
      })),
    ),
    writers: graphs.flatMap(({ writers }) =>
      writers.map(({ dataset, key, sqlHash, statementKind, job, lastRunAt, executions }) => ({
        dataset_key: dataset,
        writer_key: key,
        sql_hash: sqlHash,
        statement_kind: statementKind,
        job,
        last_run_at: lastRunAt === null ? null : toMicroseconds(lastRunAt),
        executions,
      })),
    ),
    usage: graphs.flatMap(({ usage }) =>
      usage.map(({ dataset, day, reads, writes }) => ({ dataset_key: dataset, day, reads, writes })),
    ),
  };
}

function edgeRows({ id, from, to, direct, kinds, masking, intervals }: EdgeHistory) {
  const spans = mergeIntervals(intervals.map(spanOf));
  const latest = spans.at(-1)!;
  return {
    edge: {
      id,
      from,
      to,
      direct,
      kinds,
      masking,
      validFrom: latest.from,
      validTo: latest.until,
      // The rest follows from the id.
      hash: rowHash(kinds, masking, latest.from, latest.until),
    },
    earlier: spans
      .slice(0, -1)
      .map((span) => ({ edge_id: id, valid_from: span.from, valid_to: span.until! })),
  };
}

const spanOf = ({ from, until }: Interval): Interval => ({
  from: toMicroseconds(instantOf(from)),
  until: until === null ? null : toMicroseconds(instantOf(until)),
});

function evidenceRows(evidence: readonly Evidence[]) {
  const hashes = new Map<EvidenceFacts, string>();
  return evidence.map((each) => {
    const { facts, expression, span, kinds, masking } = each;
    let hash = hashes.get(facts);
    if (hash === undefined) hashes.set(facts, (hash = rowHash(facts)));
    return { ...each, hash: rowHash(hash, expression, span, kinds, masking) };
  });
}

/** Cut, where Postgres would round: `…00.123456789Z` → `…00.123456Z`. */
export const toMicroseconds = (instant: string): string => `${instant.slice(0, 26)}Z`;
