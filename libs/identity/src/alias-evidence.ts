import type { DatasetName } from '@tributary/contracts';

export type AliasReason = 'symlink' | 'external-schema' | 'location' | 'resource-link' | 'rename';

/** Somebody said that two names are one dataset; for `rename`, `a` is the old name and `b` the new one. */
export interface AliasEvidence {
  readonly a: DatasetName;
  readonly b: DatasetName;
  readonly reason: AliasReason;
  readonly at: string;
}

export interface AliasGroup {
  readonly canonical: DatasetName;
  readonly members: readonly DatasetName[];
  readonly reasons: readonly AliasReason[];
}
