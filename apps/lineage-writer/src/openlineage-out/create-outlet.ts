import type { LineageQueueMessage } from '@tributary/contracts';
import type { EmittedEvent } from '@tributary/openlineage';
import { backoff, pause, type Component, type Logger } from '@tributary/service-kit';
import { createEventReader } from './create-event-reader';
import { RefusedError, type Sink } from './sink';

export interface OutletOptions {
  readonly sink: Sink;
  readonly logger: Logger;
  readonly counts: { sent(events: number, outcome: 'sent' | 'refused' | 'dropped'): void };
  /** So many events wait at most; what comes beyond is dropped. */
  readonly mostWaiting?: number;
  readonly backoffMs?: (attempt: number) => number;
}

export interface Outlet extends Component {
  /** Has the events of messages sent, by and by. */
  offer(messages: readonly LineageQueueMessage[]): void;
}

/**
 * Sends what has been stored on as OpenLineage. Somebody else's outage is not allowed to hold up the graph: events wait in memory, are tried again until
 * they arrive or the process ends, and beyond a limit they are dropped and counted.
 */
export function createOutlet(options: OutletOptions): Outlet {
  const { sink, logger, counts, mostWaiting = 10_000, backoffMs = backoff } = options;
  const eventsOf = createEventReader();
  const stopping = new AbortController();
  const waiting: EmittedEvent[] = [];
  const idle: (() => void)[] = [];
  let isDropping = false;
  let lanes: Promise<void>[] = [];

  const drop = (events: number, why: string): void => {
    counts.sent(events, 'dropped');
    if (!isDropping) logger.error({ events }, why);
    isDropping = true;
  };
  const deliver = async (events: readonly EmittedEvent[]): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await sink.send(events);
        isDropping = false;
        return counts.sent(events.length, 'sent');
      } catch (error) {
        if (error instanceof RefusedError) {
          logger.warn({ err: error, events: events.length }, 'OpenLineage events were refused');
          return counts.sent(events.length, 'refused');
        }
        if (stopping.signal.aborted) return drop(events.length, 'the process ends before they could be sent');
        if (attempt === 0) logger.warn({ err: error }, 'OpenLineage events wait: they could not be sent yet');
        await pause(backoffMs(attempt), stopping.signal);
      }
    }
  };
  const lane = async (): Promise<void> => {
    for (;;) {
      if (waiting.length > 0) await deliver(waiting.splice(0, sink.most));
      else if (stopping.signal.aborted) return;
      else await new Promise<void>((resolve) => idle.push(resolve));
    }
  };
  const wake = (): void => idle.splice(0).forEach((resolve) => resolve());

  return {
    name: 'openlineage outlet',
    start: async () => {
      lanes = Array.from({ length: sink.lanes }, lane);
    },
    stop: async () => {
      stopping.abort();
      wake();
      await Promise.all(lanes);
    },
    offer: (messages) => {
      const events = messages.flatMap(eventsOf);
      const room = Math.max(0, mostWaiting - waiting.length);
      waiting.push(...events.slice(0, room));
      if (events.length > room) drop(events.length - room, 'too many OpenLineage events wait to be sent');
      wake();
    },
  };
}
