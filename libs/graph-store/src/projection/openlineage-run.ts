import { eventObserved, type DatasetName, type EventEdge, type EventObserved } from '@tributary/contracts';
import { analysis } from '@tributary/contracts';
import { z } from 'zod';
import { contentHash } from '../observe/content-hash';
import { nameKey } from '../name-key';
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

export type RunState = 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL' | 'OTHER';

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

const terminal: readonly RunState[] = ['COMPLETE', 'ABORT', 'FAIL'];

/** One run out of its events, in whatever order they came. At least one event; all of one run, or one that has none. */
export function reduceRun(events: readonly StoredEvent[]): OpenLineageRun {
  const ordered = [...events].sort(
    (a, b) => compareText(a.at, b.at) || compareText(a.contentHash, b.contentHash),
  );
  const last = ordered.at(-1)!;
  const end = ordered.filter(({ body }) => terminal.includes(stateIn(body))).at(-1);
  const starts = ordered.filter(({ body }) => stateIn(body) === 'START');
  const state = end ? stateIn(end.body) : latestState(ordered);
  const bodies = ordered.map(({ body }) => body);
  const latest = <T>(pick: (body: StoredEventBody) => T | null): T | null =>
    bodies.map(pick).reduce<T | null>((found, each) => each ?? found, null);
  const job = latest((body) => body.job ?? body.envelope.job);
  const isRun = last.body.envelope.class === 'run';
  const endless = bodies.some(({ job: of }) => /^(streaming|service)$/i.test(of?.processingType ?? ''));
  const [inputs, outputs] = (['input', 'output'] as const).map((role) => datasetsIn(bodies, role));
  return {
    id: latest(({ run, envelope }) => run?.id ?? envelope.run?.id ?? null),
    stream: streamOf(last.body, bodies, job, outputs!),
    job: job && { namespace: job.namespace, name: job.name },
    producer: latest(({ envelope }) => envelope.producer),
    state,
    startedAt: starts[0]?.at ?? null,
    endedAt: end?.at ?? null,
    parentRunId: latest(({ run }) => run?.parent?.runId ?? null),
    error: latest(({ run }) => run?.error ?? null),
    moment: momentOf((end ?? last).at, 0),
    proven: !isRun || state === 'COMPLETE' || (endless && state === 'RUNNING'),
    collected: bodies.some(({ run }) => (run?.externalQuery ?? null) !== null),
    inputs: inputs!,
    outputs: outputs!,
    edges: edgesOf(bodies, inputs!, outputs!),
  };
}

const stateIn = ({ envelope }: StoredEventBody): RunState => envelope.eventType ?? 'OTHER';

const latestState = (ordered: readonly StoredEvent[]): RunState =>
  ordered
    .map(({ body }) => stateIn(body))
    .filter((state) => state !== 'OTHER')
    .at(-1) ?? 'OTHER';

function streamOf(
  last: StoredEventBody,
  bodies: readonly StoredEventBody[],
  job: Pick<Job, 'namespace' | 'name'> | null,
  outputs: readonly DatasetName[],
): string {
  if (job === null) return contentHash(['dataset', last.envelope.dataset]);
  // Trino names a job by its query id: each would be a job of its own for ever.
  const trino = bodies.some(({ job: of }) => /^trino$/i.test(of?.integration ?? ''));
  const texts = bodies.flatMap(({ sql }) => sql.map(({ sqlHash }) => sqlHash)).sort();
  if (trino && texts.length > 0) return contentHash(['statement', texts, outputs.map(nameKey).sort()]);
  return contentHash(['job', job.namespace, job.name]);
}

function datasetsIn(bodies: readonly StoredEventBody[], role: 'input' | 'output'): DatasetName[] {
  const found = new Map<string, DatasetName>();
  const add = ({ namespace, name }: DatasetName): void =>
    void found.set(nameKey({ namespace, name }), { namespace, name });
  for (const { datasets, edges } of bodies) {
    for (const each of datasets) if (each.role === role) add(each.dataset);
    for (const edge of edges) add(edge[role]);
  }
  return [...found].sort(([a], [b]) => compareText(a, b)).map(([, name]) => name);
}

const carriers: readonly EventEdge['carrier'][] = [
  'lineage-facet',
  'column-lineage-facet',
  'sql',
  'implicit',
];

/** For each output the edges of the best carrier that says anything of it; failing all, every input may flow into it. */
function edgesOf(
  bodies: readonly StoredEventBody[],
  inputs: readonly DatasetName[],
  outputs: readonly DatasetName[],
): EventEdge[] {
  // By output and carrier. A run's lineage facet grows with its events; any other facet is replaced by the next one of its name.
  const told = new Map<string, EventEdge[]>();
  for (const body of bodies) {
    for (const { dataset, deletedFacets } of body.datasets) {
      if (deletedFacets.includes('columnLineage')) told.delete(`${nameKey(dataset)} column-lineage-facet`);
    }
    const inEvent = new Map<string, EventEdge[]>();
    for (const edge of [...body.edges, ...edgesOfSql(body)]) {
      const key = `${nameKey(edge.output)} ${edge.carrier}`;
      inEvent.set(key, [...(inEvent.get(key) ?? []), edge]);
    }
    for (const [key, edges] of inEvent) {
      const grows = key.endsWith(' lineage-facet') && body.envelope.class === 'run';
      told.set(key, grows ? [...(told.get(key) ?? []), ...edges] : edges);
    }
  }
  return outputs.flatMap((output) => {
    for (const carrier of carriers) {
      const edges =
        carrier === 'implicit' ? implied(inputs, output) : told.get(`${nameKey(output)} ${carrier}`);
      if (edges) return edges;
    }
    return [];
  });
}

const implied = (inputs: readonly DatasetName[], output: DatasetName): EventEdge[] =>
  inputs
    .filter((input) => nameKey(input) !== nameKey(output))
    .map((input) => ({
      carrier: 'implicit',
      input,
      inputColumn: null,
      output,
      outputColumn: null,
      kinds: ['UNSPECIFIED'],
      masking: false,
      description: null,
    }));

/** What our own reading of an event's statements says, where the event does not list it among its edges. */
function edgesOfSql({ edges, sql }: StoredEventBody): EventEdge[] {
  if (edges.some(({ carrier }) => carrier === 'sql')) return [];
  return sql.flatMap(({ datasets, columns, influences }) => {
    const nameOf = (index: number): DatasetName => datasets[index]!;
    const permanent = (...indexes: number[]): boolean => indexes.every((index) => !datasets[index]!.temp);
    const flows = columns.flatMap(({ dataset, column, sources, expression }) =>
      sources
        .filter((source) => permanent(source.dataset, dataset))
        .map((source) => ({
          input: nameOf(source.dataset),
          inputColumn: source.column === '*' ? null : source.column,
          output: nameOf(dataset),
          outputColumn: column === '*' ? null : column,
          kinds: source.kinds,
          masking: source.masking,
          description: expression?.text ?? null,
        })),
    );
    const deciding = influences.flatMap(({ dataset, columns: into, source }) =>
      !permanent(source.dataset, dataset)
        ? []
        : (into ?? [null]).map((column) => ({
            input: nameOf(source.dataset),
            inputColumn: source.column === '*' ? null : source.column,
            output: nameOf(dataset),
            outputColumn: column,
            kinds: source.kinds,
            masking: source.masking,
            description: null,
          })),
    );
    return [...flows, ...deciding].map((edge) => ({ carrier: 'sql' as const, ...edge }));
  });
}
