import type { DatasetRow } from './dataset-summaries';

export interface MatchRow extends DatasetRow {
  /** What its place within a step goes by: the dataset's name, or the part of it that starts with a word. */
  readonly label: string;
  readonly column_name: string | null;
}

export interface Match {
  readonly row: MatchRow;
  /**
   * Of datasets 0: the name itself, 2: starts so, 4: contains it; of columns 1, 3 and 5. After these, where names are read in the order of their
   * parts, those that have a word inside of others alone: datasets 6, columns 7, 9 and 11.
   */
  readonly step: number;
  /** Whether `label` is such a part. */
  readonly byPart: boolean;
}

export const LAST_STEP = 11;

/** Where a list goes on: behind the last match handed out. */
export interface Place {
  readonly step: number;
  readonly byPart: boolean;
  readonly label: string;
  readonly datasetId: string;
  /** Empty: none. */
  readonly column: string;
}

export interface Matches {
  /** The first `count` of a step, those after a place in it. */
  find(step: number, after: Place | null, count: number): Promise<Match[]>;
}
