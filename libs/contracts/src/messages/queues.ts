import { z } from 'zod';
import { catalogObserved } from './catalog-observed';
import { collectionRunFinished } from './collection-run-finished';
import { eventObserved } from './event-observed';
import { eventReceived } from './event-received';
import { lineageExtracted } from './lineage-extracted';
import { queryObserved } from './query-observed';

/** What each queue carries; a consumer rejects everything else with `unknown-message`. */
export const queriesQueueMessage = z.discriminatedUnion('type', [queryObserved]);
export const eventsQueueMessage = z.discriminatedUnion('type', [eventReceived]);
export const lineageQueueMessage = z.discriminatedUnion('type', [
  catalogObserved,
  lineageExtracted,
  eventObserved,
  collectionRunFinished,
]);
export type QueriesQueueMessage = z.infer<typeof queriesQueueMessage>;
export type EventsQueueMessage = z.infer<typeof eventsQueueMessage>;
export type LineageQueueMessage = z.infer<typeof lineageQueueMessage>;

export const queueNames = ['queries', 'events', 'lineage'] as const;
export type QueueName = (typeof queueNames)[number];
