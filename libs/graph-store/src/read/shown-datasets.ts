import type { DatasetSummary } from '@tributary/contracts';
import { summaryOf, type DatasetRow } from './dataset-summaries';

/** The columns of a dataset in declared order, then those that only edges name; `*` included. Lists that belong together. */
export interface ColumnList {
  readonly ids: readonly number[];
  readonly names: readonly string[];
  readonly types: readonly (string | null)[];
}

/** What `dataset_card` has of a dataset. */
export type DatasetCard = DatasetRow & ColumnList;

/** A dataset beside edges that it is at an end of. */
export interface ShownDataset {
  readonly summary: DatasetSummary;
  readonly columns: ColumnList;
}

/** Datasets by their ids in the database, in the order of their cards. */
export const shownDatasets = (cards: readonly DatasetCard[]): Map<string, ShownDataset> =>
  new Map(cards.map((card) => [card.dataset_id, { summary: summaryOf(card), columns: card }]));
