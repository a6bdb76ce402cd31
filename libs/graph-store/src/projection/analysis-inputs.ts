import type { StoredAnalysis } from './statement-run';

type Reads = Pick<StoredAnalysis, 'inputs' | 'columns' | 'influences' | 'schemaChanges' | 'missed'>;

// Asked for once a run, and runs of one statement share their analysis.
const known = new WeakMap<Reads, ReadonlySet<number>>();

/** Indexes of the datasets an analysis reads: those it lists, every one that an edge of it comes from or rows are moved out of, and those it missed. */
export function inputsOf(analysis: Reads): ReadonlySet<number> {
  let found = known.get(analysis);
  if (found === undefined) known.set(analysis, (found = collectInputs(analysis)));
  return found;
}

const collectInputs = ({
  inputs,
  columns,
  influences,
  schemaChanges,
  missed = [],
}: Reads): ReadonlySet<number> =>
  new Set([
    ...inputs,
    ...missed,
    ...columns.flatMap(({ sources }) => sources.map(({ dataset }) => dataset)),
    ...influences.map(({ source }) => source.dataset),
    ...schemaChanges.flatMap((change) => (change.kind === 'append-table' ? [change.from] : [])),
  ]);
