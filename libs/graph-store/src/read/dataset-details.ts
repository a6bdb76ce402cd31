import type { DatasetResponse, DatasetSummary } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { type DatasetRow, summaryOf } from './dataset-summaries';
import { found, type Found } from './refusal';
import { resolveDataset } from './resolve-dataset';
import selectAliases from './statements/select-aliases.sql';
import selectColumnDegrees from './statements/select-column-degrees.sql';
import selectDescription from './statements/select-description.sql';
import selectNeighbours from './statements/select-neighbours.sql';
import selectWriters from './statements/select-writers.sql';

interface DegreeRow {
  readonly name: string;
  readonly type: string | null;
  readonly ordinal: number | null;
  readonly upstream: number;
  readonly downstream: number;
}
interface NeighbourRow extends DatasetRow {
  readonly side: 'up' | 'down';
}
interface WriterRow {
  readonly sql_hash: string | null;
  readonly statement_kind: string;
  readonly last_run_at: Date | null;
  readonly executions: number;
}

/** Neighbours and writers beyond these are left to `/v1/lineage` and the evidence of edges. */
const MAX_NEIGHBOURS = 500;
const MAX_WRITERS = 100;

/** All that is known of one dataset itself. */
export async function datasetDetails(database: Queryable, address: string): Promise<Found<DatasetResponse>> {
  const resolved = await resolveDataset(database, address);
  if (!resolved.ok) return resolved;
  const { dataset_id: id } = resolved.value;

  const [about] = await database.query<{ description: string | null; owners: string[] }>(selectDescription, [
    id,
  ]);
  const columns = await database.query<DegreeRow>(selectColumnDegrees, [id]);
  const aliases = await database.query<DatasetResponse['aliases'][number]>(selectAliases, [id]);
  const neighbours = await database.query<NeighbourRow>(selectNeighbours, [id, MAX_NEIGHBOURS]);
  const writers = await database.query<WriterRow>(selectWriters, [id, MAX_WRITERS]);

  const onSide = (side: NeighbourRow['side']): DatasetSummary[] =>
    neighbours.filter((row) => row.side === side).map(summaryOf);
  return found({
    ...summaryOf(resolved.value),
    columns,
    aliases,
    owners: about?.owners ?? [],
    description: about?.description ?? null,
    upstreamDatasets: onSide('up'),
    downstreamDatasets: onSide('down'),
    writers: writers.map((row) => ({
      sqlHash: row.sql_hash,
      statementKind: row.statement_kind,
      lastRunAt: row.last_run_at?.toISOString() ?? null,
      executions: row.executions,
    })),
  });
}
