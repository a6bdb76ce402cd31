import type { Analysis } from '@tributary/contracts';

type Reads = Pick<Analysis, 'inputs' | 'columns' | 'influences' | 'schemaChanges'>;

// Asked for once a run, and runs of one statement share their analysis.
const known = new WeakMap<Reads, ReadonlySet<number>>();

/** Indexes of the datasets an analysis reads: those it lists, and every one that an edge of it comes from or rows are moved out of. */
export function inputsOf(analysis: Reads): ReadonlySet<number> {
  let found = known.get(analysis);
  if (found === undefined) known.set(analysis, (found = collectInputs(analysis)));
  return found;
}

const collectInputs = ({ inputs, columns, influences, schemaChanges }: Reads): ReadonlySet<number> =>
  new Set([
    ...inputs,
    ...columns.flatMap(({ sources }) => sources.map(({ dataset }) => dataset)),
    ...influences.map(({ source }) => source.dataset),
    ...schemaChanges.flatMap((change) => (change.kind === 'append-table' ? [change.from] : [])),
  ]);
