import type { LineageQueueMessage } from '@tributary/contracts';
import { stuckCodes, type Pending, type Stuck } from '@tributary/graph-store';
import type { Metrics } from '@tributary/service-kit';

const types = [
  'lineage-extracted',
  'catalog-observed',
  'event-observed',
  'collection-run-finished',
] as const satisfies readonly LineageQueueMessage['type'][];

const outcomes = ['sent', 'refused'] as const;

/** What the writer counts. */
export interface WriterMetrics {
  stored(message: LineageQueueMessage): void;
  batch(seconds: number): void;
  projected(marks: number, seconds: number): void;
  stuck(code: Stuck['code']): void;
  reparsed(statements: number): void;
  pruned(events: number): void;
  pending(pending: Pending): void;
  sent(events: number, outcome: (typeof outcomes)[number]): void;
}

/** The writer's counts in the process's registry. */
export function writerMetrics(metrics: Metrics): WriterMetrics {
  const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300];
  const stored = metrics.counter({
    name: 'observations_stored_total',
    help: 'messages stored, repetitions included',
    labels: { type: types },
  });
  const batches = metrics.histogram({
    name: 'store_batch_seconds',
    help: 'time to store one batch',
    labels: {},
    buckets,
  });
  const projections = metrics.histogram({
    name: 'projection_seconds',
    help: 'time of one projection',
    labels: {},
    buckets,
  });
  const marks = metrics.counter({
    name: 'projection_marks_total',
    help: 'marks of observations that projections followed',
    labels: {},
  });
  const failures = metrics.counter({
    name: 'projection_failures_total',
    help: 'datasets and marks that could not be projected and were put aside, each try counted',
    labels: { code: stuckCodes },
  });
  const reparses = metrics.counter({
    name: 'reparse_requests_total',
    help: 'statements sent back to be parsed again because a schema was learnt or changed',
    labels: {},
  });
  const pruned = metrics.counter({
    name: 'raw_events_pruned_total',
    help: 'raw texts of OpenLineage events that were old enough to go',
    labels: {},
  });
  const sent = metrics.counter({
    name: 'openlineage_events_out_total',
    help: 'OpenLineage events of ours: arrived, or refused by their receiver',
    labels: { outcome: outcomes },
  });
  const pending = metrics.gauge({
    name: 'graph_pending_total',
    help: 'what is owed to the graph: marks to follow, marks put aside because they could not be, statements to parse again, statements that parsing again did not settle',
    labels: { kind: ['marks', 'stuck', 'reparses-due', 'reparses-given-up'] },
  });
  return {
    stored: ({ type }) => stored.add({ type }),
    batch: (seconds) => batches.observe({}, seconds),
    projected: (count, seconds) => {
      marks.add({}, count);
      projections.observe({}, seconds);
    },
    stuck: (code) => failures.add({ code }),
    reparsed: (statements) => reparses.add({}, statements),
    pruned: (events) => pruned.add({}, events),
    sent: (events, outcome) => sent.add({ outcome }, events),
    pending: (owed) => {
      pending.set({ kind: 'marks' }, owed.marks);
      pending.set({ kind: 'stuck' }, owed.stuck);
      pending.set({ kind: 'reparses-due' }, owed.reparsesDue);
      pending.set({ kind: 'reparses-given-up' }, owed.reparsesGivenUp);
    },
  };
}
