import type { CoverageResponse, DatasetName } from '@tributary/contracts';
import { datasetId } from '@tributary/identity';
import type { Queryable } from '../store/database';
import selectCounts from './statements/coverage-counts.sql';
import selectMissedTables from './statements/coverage-missed-tables.sql';
import selectRecords from './statements/coverage-records.sql';
import selectSources from './statements/coverage-sources.sql';

interface CountsRow {
  readonly seen: number;
  readonly published: number;
  readonly skipped: number;
  readonly stored: number;
  readonly distinct: number;
  readonly awaiting_reparse: number;
  readonly events: number;
  readonly datasets: number;
  readonly columns: number;
  readonly direct_edges: number;
  readonly indirect_edges: number;
  readonly star_edges: number;
  readonly awaiting_projection: number;
}

interface RecordRow {
  readonly record: 'skipped' | 'status' | 'rung' | 'kind' | 'producer' | 'diagnostic' | 'tables';
  readonly code: string;
  readonly count: number;
}

interface SourceRow {
  readonly source_id: string;
  readonly last_run_at: string | null;
  readonly last_outcome: string | null;
  readonly window_to: string | null;
}

interface MissedTableRow extends DatasetName {
  readonly source_id: string;
  readonly sql_hash: string;
  readonly statement_kind: string;
  readonly execution_id: string;
}

const LATEST_MISSED = 20;

/** How much of what ran is in the graph, and what is not and why. Counts of everything: not for every click. */
export async function coverage(database: Queryable): Promise<CoverageResponse> {
  const [counts] = await database.query<CountsRow>(selectCounts);
  const records = await database.query<RecordRow>(selectRecords);
  const sources = await database.query<SourceRow>(selectSources);
  const missed = await database.query<MissedTableRow>(selectMissedTables, [LATEST_MISSED]);
  if (counts === undefined) throw new Error('coverage-counts.sql gave no row; it always gives one');

  const record = (name: RecordRow['record']): Record<string, number> =>
    Object.fromEntries(records.filter((row) => row.record === name).map((row) => [row.code, row.count]));
  return {
    statements: {
      seen: counts.seen,
      published: counts.published,
      skipped: counts.skipped,
      skippedByCode: record('skipped'),
      stored: counts.stored,
      distinct: counts.distinct,
      byStatus: record('status'),
      byRung: record('rung'),
      byKind: record('kind'),
      awaitingReparse: counts.awaiting_reparse,
    },
    events: { stored: counts.events, byProducer: record('producer') },
    graph: {
      datasets: counts.datasets,
      columns: counts.columns,
      directEdges: counts.direct_edges,
      indirectEdges: counts.indirect_edges,
      starEdges: counts.star_edges,
      awaitingProjection: counts.awaiting_projection,
    },
    diagnostics: record('diagnostic'),
    tables: { ...tablesOf(record('tables')), latestMissed: missed.map(missedTable) },
    sources: sources.map((row) => ({
      id: row.source_id,
      lastRunAt: row.last_run_at,
      lastOutcome: row.last_outcome,
      windowTo: row.window_to,
    })),
  };
}

function tablesOf(counts: Readonly<Record<string, number>>) {
  const { agreed = 0, undecided = 0, missed = 0 } = counts;
  return { compared: agreed + undecided + missed, agreed, undecided, missed };
}

const missedTable = (row: MissedTableRow) => ({
  datasetId: datasetId(row),
  sourceId: row.source_id,
  sqlHash: row.sql_hash,
  statementKind: row.statement_kind,
  executionId: row.execution_id,
});
