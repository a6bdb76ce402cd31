import type { DatasetName, EventEnvelope, EventObserved, JobName } from '@tributary/contracts';
import { bestEdges } from '../observe/best-edges';
import { FacetFindings } from '../observe/facet-findings';
import { keyOf } from '../observe/naming';
import type { StatedEdge } from '../observe/stated-edge';
import { type StatedFacets, mergeStated } from '../observe/stated-facets';
import type { EventReading } from './event-reading';
import { inOrder } from './in-order';

type Run = NonNullable<EventObserved['run']>;

/** How far a run has come; null while no event has said. */
export type RunState = 'START' | 'RUNNING' | 'COMPLETE' | 'FAIL' | 'ABORT';

/** What the events of one run come to. */
export interface AccumulatedRun extends AccumulatedLineage {
  readonly id: string;
  readonly job: JobName;
  readonly state: RunState | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** When its lineage was true: its end, else its newest event. */
  readonly at: string;
  readonly parent: Run['parent'];
  readonly root: Run['root'];
  readonly externalQuery: Run['externalQuery'];
  readonly error: string | null;
  /** True when its lineage holds: it completed, or it runs without end and has been seen running. */
  readonly proven: boolean;
}

/** What events come to as lineage. */
export interface AccumulatedLineage {
  readonly inputs: readonly DatasetName[];
  readonly outputs: readonly DatasetName[];
  readonly edges: readonly StatedEdge[];
}

/**
 * One run out of its events: the same for every order and number of deliveries, except that of several events of one instant the last to come
 * decides. Inputs and outputs add up, and so do the entries of lineage facets; any other facet is replaced by the next one of its name. Only where
 * the producer says that each event is a complete snapshot does the newest count alone. What has ended is never opened again. At least one event; all of
 * one run.
 */
export function accumulateRun(arrived: readonly EventReading[]): AccumulatedRun {
  const events = inOrder(arrived);
  const last = events.at(-1)!;
  const latest = <T>(pick: (event: EventReading) => T | null): T | null =>
    events.map(pick).reduce<T | null>((known, each) => each ?? known, null);
  const end = events.filter(({ envelope }) => isTerminal(envelope.eventType)).at(-1) ?? null;
  const started = events.find(({ envelope }) => envelope.eventType === 'START');
  const wasRunning = events.some(({ envelope }) => envelope.eventType === 'RUNNING');
  const state = stateOf(events, end);
  const endless = events.some(({ job }) => /^(streaming|service)$/i.test(job?.processingType ?? ''));
  return {
    id: latest(({ envelope }) => envelope.run?.id ?? null)!,
    job: latest(({ envelope }) => envelope.job)!,
    state,
    startedAt: started?.envelope.eventTime ?? null,
    endedAt: end?.envelope.eventTime ?? null,
    at: (end ?? last).envelope.eventTime,
    parent: latest(({ run }) => run?.parent ?? null),
    root: latest(({ run }) => run?.root ?? null),
    externalQuery: latest(({ run }) => run?.externalQuery ?? null),
    error: latest(({ run }) => run?.error ?? null),
    proven: state === 'COMPLETE' || (endless && wasRunning),
    ...lineageOf(telling(events)),
  };
}

/** The events that tell of a run's lineage: where each is a complete snapshot, the newest that names a dataset. */
function telling(events: readonly EventReading[]): readonly EventReading[] {
  const mode = events.flatMap(({ job }) => job?.contentMode ?? []).at(-1);
  if (mode?.toUpperCase() !== 'COMPLETE_SNAPSHOT') return events;
  return events
    .filter(({ stated: { inputs, outputs, lineage } }) => inputs.length + outputs.length + lineage.length > 0)
    .slice(-1);
}

/** The lineage of events in order: of one run's, or of one that declares it. */
export function lineageOf(events: readonly EventReading[]): AccumulatedLineage {
  const stated = accumulateFacets(events);
  return {
    inputs: stated.inputs,
    outputs: stated.outputs,
    edges: bestEdges(stated, new FacetFindings()),
  };
}

const TERMINAL: readonly EventEnvelope['eventType'][] = ['COMPLETE', 'FAIL', 'ABORT'];
const isTerminal = (type: EventEnvelope['eventType']): boolean => TERMINAL.includes(type);

/** OTHER says nothing, and neither does a START that comes after RUNNING. */
function stateOf(events: readonly EventReading[], end: EventReading | null): RunState | null {
  const decisive = end?.envelope.eventType;
  if (decisive === 'COMPLETE' || decisive === 'FAIL' || decisive === 'ABORT') return decisive;
  const types = events.map(({ envelope }) => envelope.eventType);
  return types.includes('RUNNING') ? 'RUNNING' : types.includes('START') ? 'START' : null;
}

function accumulateFacets(events: readonly EventReading[]): StatedFacets {
  const columnLineage = new Map<string, readonly StatedEdge[]>();
  for (const { stated } of events)
    for (const [output, edges] of stated.columnLineage)
      if (edges === null) columnLineage.delete(output);
      else columnLineage.set(output, edges);
  return {
    inputs: distinct(events.flatMap(({ stated }) => stated.inputs)),
    outputs: distinct(events.flatMap(({ stated }) => stated.outputs)),
    lineage: mergeStated(events.flatMap(({ stated }) => stated.lineage)),
    complete: events.some(({ stated }) => stated.complete),
    columnLineage,
    sql: new Map(events.flatMap(({ stated }) => [...stated.sql])),
  };
}

const distinct = (names: readonly DatasetName[]): DatasetName[] => [
  ...new Map(names.map((name) => [keyOf(name), name])).values(),
];
