import type { DatasetSummary } from '@tributary/contracts';
import { summaryOf } from './dataset-summaries';
import { listOf } from './list-of';

/** What `datasets_shown` gives of datasets: lists that belong together. */
export interface ShownRow {
  readonly dataset_ids: string | null;
  readonly dataset_kinds: string | null;
  readonly namespaces: readonly string[] | null;
  readonly names: readonly string[] | null;
  readonly display_names: readonly string[] | null;
  /** Of each dataset; null: it has none. */
  readonly columns: readonly (ColumnList | null)[] | null;
}

/** The columns of a dataset in declared order, then those that only edges name; `*` included. */
export interface ColumnList {
  readonly ids: readonly number[];
  readonly names: readonly string[];
  readonly types: readonly (string | null)[];
}

/** A dataset beside edges that it is at an end of. */
export interface ShownDataset {
  readonly summary: DatasetSummary;
  readonly columns: ColumnList;
}

const noColumns: ColumnList = { ids: [], names: [], types: [] };

/** Datasets by their ids in the database, in the order of these. */
export function shownDatasets(row: ShownRow | undefined): Map<string, ShownDataset> {
  const kinds = listOf(row?.dataset_kinds ?? null);
  return new Map(
    listOf(row?.dataset_ids ?? null).map((id, at) => [
      id,
      {
        summary: summaryOf({
          dataset_id: id,
          namespace: row!.namespaces![at]!,
          name: row!.names![at]!,
          display_name: row!.display_names![at]!,
          kind: kinds[at]!,
        }),
        columns: row!.columns![at] ?? noColumns,
      },
    ]),
  );
}
