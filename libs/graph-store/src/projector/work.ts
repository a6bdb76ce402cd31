/** What a projection still has to look at: keys of names, and executions by `executionKey`. */
export interface Work {
  /** Names whose meaning over time may have changed. */
  readonly names: Set<string>;
  /** Executions whose analysis may be another one now. */
  readonly executions: Set<string>;
  /** Those of them that were observed anew: they count again even when the choice stays. */
  readonly told: Set<string>;
  /** Names whose datasets (edges, usage, columns) must be written anew. */
  readonly targets: Set<string>;
  /** Ids of OpenLineage runs that events told of. */
  readonly runs: Set<string>;
}

export const noWork = (): Work => ({
  names: new Set(),
  executions: new Set(),
  told: new Set(),
  targets: new Set(),
  runs: new Set(),
});

export const addAll = <T>(set: Set<T>, items: Iterable<T>): void => {
  for (const item of items) set.add(item);
};
