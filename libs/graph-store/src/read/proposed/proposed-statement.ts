import type { DatasetName, EdgeKind } from '@tributary/contracts';

/** A statement that nobody has run yet, as the SQL engine read it, under the names that datasets have in the graph. */
export interface ProposedStatement {
  readonly reads: readonly DatasetName[];
  readonly writes: readonly { readonly dataset: DatasetName; readonly effect: ProposedEffect }[];
  readonly edges: readonly ProposedEdge[];
  /** The columns that it gives what it makes; null: they cannot be told. */
  readonly defines: readonly { readonly dataset: DatasetName; readonly columns: readonly string[] | null }[];
  readonly changes: readonly ProposedChange[];
}

export type ProposedEffect = 'append' | 'replace' | 'define' | 'create' | 'truncate' | 'drop';

export interface ProposedEdge {
  readonly from: ProposedColumn;
  readonly to: ProposedColumn;
  readonly kinds: readonly EdgeKind[];
  readonly direct: boolean;
  readonly masking: boolean;
}

export interface ProposedColumn {
  readonly dataset: DatasetName;
  /** `*`: the whole dataset. */
  readonly column: string;
}

export type ProposedChange =
  | { readonly kind: 'rename-table'; readonly from: DatasetName; readonly to: DatasetName }
  | { readonly kind: 'add-column'; readonly dataset: DatasetName; readonly column: string }
  | { readonly kind: 'drop-column'; readonly dataset: DatasetName; readonly column: string }
  | {
      readonly kind: 'rename-column';
      readonly dataset: DatasetName;
      readonly from: string;
      readonly to: string;
    };
