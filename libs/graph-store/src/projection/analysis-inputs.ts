import type { Analysis } from '@tributary/contracts';

/** Indexes of the datasets an analysis reads: those it lists, and every one that an edge of it comes from or rows are moved out of. */
export const inputsOf = ({
  inputs,
  columns,
  influences,
  schemaChanges,
}: Pick<Analysis, 'inputs' | 'columns' | 'influences' | 'schemaChanges'>): ReadonlySet<number> =>
  new Set([
    ...inputs,
    ...columns.flatMap(({ sources }) => sources.map(({ dataset }) => dataset)),
    ...influences.map(({ source }) => source.dataset),
    ...schemaChanges.flatMap((change) => (change.kind === 'append-table' ? [change.from] : [])),
  ]);
