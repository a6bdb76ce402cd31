import type { LineageQueueMessage } from '@tributary/contracts';
import type { EmittedEvent } from '@tributary/openlineage';
import { backoff, pause, type Clock, type Component, type Logger } from '@tributary/service-kit';
import { createEventReader } from './create-event-reader';
import type { Outbox } from './outbox';
import { RefusedError, type Sink } from './sink';

export interface OutletOptions {
  readonly sink: Sink;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly counts: { sent(events: number, outcome: 'sent' | 'refused'): void };
  /** So many events are held in memory; what comes beyond stays in the outbox alone until there is room. */
  readonly mostHeld?: number;
  readonly backoffMs?: (attempt: number) => number;
  /** What has lain in the outbox for so long belongs to nobody any more: to a writer that has ended, or to nobody's memory. */
  readonly leftAfterMs?: number;
  /** How often the outbox is looked at. */
  readonly lookEveryMs?: number;
}

export interface Outlet extends Component {
  /** Resolves when the events of messages are safe; they are sent by and by. Rejects when they could not be kept: offer the messages again. */
  offer(messages: readonly LineageQueueMessage[]): Promise<void>;
}

/** A parcel of the outbox that is held in memory, and how many of its events are still to be sent. */
interface Parcel {
  readonly name: string;
  left: number;
}

interface Waiting {
  readonly event: EmittedEvent;
  readonly parcel: Parcel;
}

/**
 * Sends what has been stored on as OpenLineage. Somebody else's outage is not allowed to hold up the graph, and a restart not to lose anything: events lie in
 * an outbox until they have arrived. They may arrive twice, from a process that ended in between or from two that looked at once, always as the same run.
 */
export function createOutlet(options: OutletOptions): Outlet {
  const { sink, outbox, clock, logger, counts, mostHeld = 10_000, backoffMs = backoff } = options;
  const { leftAfterMs = 60_000, lookEveryMs = 30_000 } = options;
  const reader = createEventReader();
  const stopping = new AbortController();
  const held = new Map<string, Parcel>();
  const waiting: Waiting[] = [];
  const idle: (() => void)[] = [];
  let lanes: Promise<void>[] = [];

  const wake = (): void => idle.splice(0).forEach((resolve) => resolve());
  const hold = (name: string, events: readonly EmittedEvent[]): void => {
    const parcel = { name, left: events.length };
    held.set(name, parcel);
    waiting.push(...events.map((event) => ({ event, parcel })));
    wake();
  };

  const settle = async (entries: readonly Waiting[]): Promise<void> => {
    for (const { parcel } of entries) parcel.left -= 1;
    const done = new Set(entries.map(({ parcel }) => parcel).filter(({ left }) => left === 0));
    for (const { name } of done) {
      await outbox.discard(name).catch((error: unknown) => {
        logger.warn(
          { err: error, parcel: name },
          'OpenLineage events have arrived and will be sent once more',
        );
      });
      held.delete(name);
    }
  };

  /** False: the process ends first, and the outbox has them. */
  const send = async (events: readonly EmittedEvent[]): Promise<boolean> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await sink.send(events);
        counts.sent(events.length, 'sent');
        return true;
      } catch (error) {
        if (error instanceof RefusedError) {
          logger.warn({ err: error, events: events.length }, 'OpenLineage events were refused');
          counts.sent(events.length, 'refused');
          return true;
        }
        if (stopping.signal.aborted) return false;
        if (attempt === 0) logger.warn({ err: error }, 'OpenLineage events wait: they could not be sent yet');
        await pause(backoffMs(attempt), stopping.signal);
      }
    }
  };

  const lane = async (): Promise<void> => {
    for (;;) {
      if (waiting.length > 0) {
        const entries = waiting.splice(0, sink.most);
        if (await send(entries.map(({ event }) => event))) await settle(entries);
      } else if (stopping.signal.aborted) return;
      else await new Promise<void>((resolve) => idle.push(resolve));
    }
  };

  const cannotRead = (error: unknown): void =>
    logger.warn({ err: error }, 'what is left of OpenLineage events could not be read yet');
  const take = async (name: string): Promise<void> => {
    const events = await outbox.open(name);
    if (events !== null) hold(name, events);
  };
  const takeLeft = async (): Promise<void> => {
    for (const name of await outbox.keptBefore(new Date(clock.now().getTime() - leftAfterMs))) {
      if (waiting.length >= mostHeld || stopping.signal.aborted) return;
      if (!held.has(name)) await take(name).catch(cannotRead);
    }
  };
  const lookout = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await takeLeft().catch(cannotRead);
      await pause(lookEveryMs, stopping.signal);
    }
  };

  return {
    name: 'openlineage outlet',
    check: async () => void (await outbox.keptBefore(clock.now())),
    start: async () => {
      lanes = [lookout(), ...Array.from({ length: sink.lanes }, lane)];
    },
    stop: async () => {
      stopping.abort();
      wake();
      await Promise.all(lanes);
      if (held.size > 0) logger.info({ parcels: held.size }, 'OpenLineage events stay in the outbox');
    },
    offer: async (messages) => {
      const { events, remember } = reader(messages);
      if (events.length === 0) return;
      const name = await outbox.keep(events);
      remember();
      if (waiting.length < mostHeld) hold(name, events);
    },
  };
}
