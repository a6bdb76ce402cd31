import { datasetSummary, type DatasetSummary } from '@tributary/contracts';
import { datasetId } from '@tributary/identity';
import type { Queryable } from '../store/database';
import selectDatasets from './statements/select-datasets.sql';

export interface DatasetRow {
  readonly dataset_id: string;
  readonly namespace: string;
  readonly name: string;
  readonly display_name: string;
  readonly kind: string;
}

/** A row of `dataset` as the API shows it. */
export function summaryOf(row: DatasetRow): DatasetSummary {
  const kind = datasetSummary.shape.kind.safeParse(row.kind);
  return {
    id: datasetId(row),
    namespace: row.namespace,
    name: row.name,
    displayName: row.display_name,
    kind: kind.success ? kind.data : 'unknown',
  };
}

/** The datasets of the given ids, by id. */
export async function datasetSummaries(
  database: Queryable,
  ids: Iterable<string>,
): Promise<Map<string, DatasetSummary>> {
  const rows = await database.query<DatasetRow>(selectDatasets, [[...new Set(ids)]]);
  return new Map(rows.map((row) => [row.dataset_id, summaryOf(row)]));
}
