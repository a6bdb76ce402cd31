import type { JobName } from '@tributary/contracts';
import { keyOf } from '../observe/naming';
import type { StatedEdge } from '../observe/stated-edge';
import { type AccumulatedLineage, type AccumulatedRun, accumulateRun, lineageOf } from './accumulate-run';
import { type DatasetNow, datasetStates } from './dataset-states';
import { declarations } from './declarations';
import type { EventReading } from './event-reading';
import { compareInstants, inOrder } from './in-order';
import { type Rename, nameNow, readRenames } from './renames';
import { type PlaceholderRun, type Relative, placeholders, rootOf } from './run-family';

/** What a set of events comes to. */
export interface EventHistory {
  /** Events that differ. */
  readonly events: number;
  readonly runs: readonly (AccumulatedRun & { readonly rootRun: Relative | null })[];
  /** Runs that are only spoken of. */
  readonly unseenRuns: readonly PlaceholderRun[];
  /** What holds now, under the names that the datasets have now. */
  readonly current: readonly StatedEdge[];
  /** Every edge that was ever reported, under the names of its time, whether or not its run came to anything. */
  readonly observed: readonly StatedEdge[];
  readonly datasets: readonly DatasetNow[];
  readonly renames: readonly Rename[];
}

/** What was written into one dataset at one time. */
interface Write {
  readonly output: string;
  readonly at: string;
  readonly edges: readonly StatedEdge[];
}

/**
 * Runs, current lineage and datasets out of any events, the same for every order and number of deliveries. A job's newest proven run replaces
 * what older ones of the job wrote into the same dataset; a failed run replaces nothing; a declaration replaces the one before as a whole.
 */
export function accumulateHistory(arrived: readonly EventReading[]): EventHistory {
  const events = inOrder(arrived);
  const runs = [...byRun(events).values()].map(accumulateRun);
  const runsById = new Map(runs.map((run) => [run.id, run]));
  const isProven = ({ envelope }: EventReading): boolean =>
    envelope.run === null || runsById.get(envelope.run.id)?.proven === true;
  const renames = readRenames(events.filter(isProven));
  const declared = [...declarations(events).values()];

  const byJob = new Map<string, Write[]>();
  for (const run of runs.filter(({ proven }) => proven)) {
    const key = jobKey(run.job);
    byJob.set(key, [...(byJob.get(key) ?? []), ...writesOf(run, run.at, renames)]);
  }
  for (const list of declared) {
    const newest = list.at(-1)!;
    const { job, dataset, class: kind, eventTime } = newest.envelope;
    const key = kind === 'job' ? jobKey(job!) : `dataset\n${keyOf(dataset!)}`;
    byJob.set(key, [...(byJob.get(key) ?? []), ...writesOf(lineageOf([newest]), eventTime, renames)]);
  }

  return {
    events: events.length,
    runs: runs.map((run) => ({ ...run, rootRun: rootOf(run, runsById) })),
    unseenRuns: placeholders(runs),
    current: [...byJob.values()].flatMap(newestPerOutput),
    observed: [
      ...runs.flatMap(({ edges }) => edges),
      ...declared.flat().flatMap((event) => lineageOf([event]).edges),
    ],
    datasets: datasetStates(events, isProven),
    renames,
  };
}

function byRun(events: readonly EventReading[]): Map<string, EventReading[]> {
  const runs = new Map<string, EventReading[]>();
  for (const event of events) {
    const id = event.envelope.run?.id;
    if (id !== undefined) runs.set(id, [...(runs.get(id) ?? []), event]);
  }
  return runs;
}

/** Outputs without edges count: the newest run may have written them out of nothing. */
function writesOf(
  { outputs, edges }: Pick<AccumulatedLineage, 'outputs' | 'edges'>,
  at: string,
  renames: readonly Rename[],
): Write[] {
  const now = edges.map((edge) => ({
    ...edge,
    input: nameNow(edge.input, at, renames),
    output: nameNow(edge.output, at, renames),
  }));
  const written = new Set([
    ...outputs.map((output) => keyOf(nameNow(output, at, renames))),
    ...now.map(({ output }) => keyOf(output)),
  ]);
  return [...written].map((output) => ({
    output,
    at,
    edges: now.filter((edge) => keyOf(edge.output) === output),
  }));
}

function newestPerOutput(writes: readonly Write[]): StatedEdge[] {
  const newest = new Map<string, Write>();
  for (const write of writes) {
    const known = newest.get(write.output);
    if (known === undefined || compareInstants(known.at, write.at) <= 0) newest.set(write.output, write);
  }
  return [...newest.values()].flatMap(({ edges }) => edges);
}

const jobKey = ({ namespace, name }: JobName): string => `job\n${keyOf({ namespace, name })}`;
