import {
  analysis,
  eventObserved,
  type DatasetName,
  type EventEdge,
  type EventObserved,
} from '@tributary/contracts';
import {
  accumulateRun,
  declaresLineage,
  lineageOf,
  readObserved,
  withoutWords,
  type AccumulatedRun,
  type EventReading,
} from '@tributary/openlineage';
import { z } from 'zod';
import { nameKey } from '../name-key';
import { contentHash } from '../observe/content-hash';
import { momentOf, type Moment } from './moment';
import { compareText } from './statement-run';

/** An event as the store keeps it: without its text, and the texts of its statements. */
export const storedEventBody = eventObserved
  .omit({ type: true, version: true, receivedAt: true, body: true })
  .extend({ sql: z.array(analysis.omit({ sql: true })) });
export type StoredEventBody = z.infer<typeof storedEventBody>;

export interface StoredEvent {
  readonly contentHash: string;
  readonly at: string;
  readonly body: StoredEventBody;
}

type Job = NonNullable<EventObserved['job']>;

export type RunState = NonNullable<AccumulatedRun['state']> | 'OTHER';

/** What the events of one run come to; a job or dataset event is a run of its own that declares lineage. */
export interface OpenLineageRun {
  /** The run's id; null for what is declared without one. */
  readonly id: string | null;
  /** Its newer runs replace what it wrote: the job, or the dataset that declares its own lineage. */
  readonly stream: string;
  readonly job: Pick<Job, 'namespace' | 'name'> | null;
  readonly producer: string | null;
  readonly state: RunState;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly parentRunId: string | null;
  readonly error: string | null;
  readonly moment: Moment;
  /** True when its lineage holds: it completed, or runs without end, or was declared. */
  readonly proven: boolean;
  /** The warehouse's own history has it too, so it is no use of its own. */
  readonly collected: boolean;
  readonly inputs: readonly DatasetName[];
  readonly outputs: readonly DatasetName[];
  readonly edges: readonly EventEdge[];
}

/**
 * One run out of its events, in whatever order they came. At least one event; all of one run, or one that has none. What the events come to is
 * said by `accumulateRun` of @tributary/openlineage; here it becomes the graph's.
 */
export function reduceRun(events: readonly StoredEvent[]): OpenLineageRun {
  const ordered = [...events].sort(
    (a, b) => compareText(a.at, b.at) || compareText(a.contentHash, b.contentHash),
  );
  const readings = ordered.map(({ at, body }) =>
    readObserved({ ...body, envelope: { ...body.envelope, eventTime: at } }),
  );
  const told = readings.at(-1)!.envelope.class === 'run' ? accumulateRun(readings) : declared(readings);
  // Into itself, with no column named, says nothing: a job that reads what it writes.
  const edges = told.edges
    .map(withoutWords)
    .filter(({ carrier, input, output }) => carrier !== 'implicit' || nameKey(input) !== nameKey(output));
  const outputs = distinct([...told.outputs, ...edges.map(({ output }) => output)]);
  const { job } = told;
  return {
    id: told.id,
    stream: streamOf(ordered, job, outputs),
    job: job && { namespace: job.namespace, name: job.name },
    producer:
      readings.map(({ envelope }) => envelope.producer).findLast((producer) => producer !== null) ?? null,
    state: told.state ?? 'OTHER',
    startedAt: told.startedAt,
    endedAt: told.endedAt,
    parentRunId: told.parent?.runId ?? null,
    error: told.error,
    moment: momentOf(told.at, 0),
    proven: told.proven,
    collected: told.externalQuery !== null,
    inputs: distinct([...told.inputs, ...edges.map(({ input }) => input)]),
    outputs,
    edges,
  };
}

type Told = Omit<AccumulatedRun, 'id' | 'job' | 'root'> & {
  id: string | null;
  job: AccumulatedRun['job'] | null;
};

/** What a job or dataset event declares; one that is about something else writes nothing. */
function declared(readings: readonly EventReading[]): Told {
  const { envelope } = readings.at(-1)!;
  const lineage = lineageOf(readings);
  return {
    id: null,
    job: envelope.job,
    state: null,
    startedAt: null,
    endedAt: null,
    at: envelope.eventTime,
    parent: null,
    externalQuery: null,
    error: null,
    proven: true,
    ...lineage,
    outputs: readings.some(declaresLineage) ? lineage.outputs : [],
  };
}

function streamOf(
  events: readonly StoredEvent[],
  job: Pick<Job, 'namespace' | 'name'> | null,
  outputs: readonly DatasetName[],
): string {
  const bodies = events.map(({ body }) => body);
  if (job === null) return contentHash(['dataset', bodies.at(-1)!.envelope.dataset]);
  // Trino names a job by its query id: each would be a job of its own for ever.
  const trino = bodies.some(({ job: of }) => /^trino$/i.test(of?.integration ?? ''));
  const texts = bodies.flatMap(({ sql }) => sql.map(({ sqlHash }) => sqlHash)).sort();
  if (trino && texts.length > 0) return contentHash(['statement', texts, outputs.map(nameKey).sort()]);
  return contentHash(['job', job.namespace, job.name]);
}

/** Each name once, in an order that only depends on what there is. */
const distinct = (names: readonly DatasetName[]): DatasetName[] =>
  [...new Map(names.map(({ namespace, name }) => [nameKey({ namespace, name }), { namespace, name }]))]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, name]) => name);
