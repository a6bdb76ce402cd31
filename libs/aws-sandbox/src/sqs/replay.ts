import type { JournalRecord } from './journal-record';
import type { Delivery, Message } from './message';
import type { Queue } from './queue';

type MakeQueue = (name: string, attributes: Record<string, string>, tags: Record<string, string>) => Queue;

interface Past {
  readonly messages: Map<string, Message>;
  readonly deliveries: Map<string, Delivery>;
  attributes: Record<string, string>;
  tags: Record<string, string>;
}

/** Brings queues back to where the journal left them: what was hidden stays hidden until its time, under the same receipt. */
export function replay(records: readonly JournalRecord[], make: MakeQueue, now: number): void {
  const pasts = new Map<string, Past>();
  for (const record of records) apply(record, pasts);

  for (const [name, { attributes, tags, messages, deliveries }] of pasts) {
    const queue = make(name, attributes, tags);
    for (const message of messages.values()) {
      const delivery = deliveries.get(message.id);
      if (delivery === undefined) queue.add(message, now);
      else queue.resume(delivery);
    }
  }
}

function apply(record: JournalRecord, pasts: Map<string, Past>): void {
  const [what, name] = record;
  const past = pasts.get(name);
  switch (what) {
    case 'queue':
      if (past === undefined)
        pasts.set(name, {
          messages: new Map(),
          deliveries: new Map(),
          attributes: record[2],
          tags: record[3],
        });
      else Object.assign(past, { attributes: record[2], tags: record[3] });
      return;
    case 'queue-deleted':
      pasts.delete(name);
      return;
    case 'sent':
      past?.messages.set(record[2].id, record[2]);
      return;
    case 'delivered': {
      const [, , id, receipt, visibleAt, receiveCount, firstReceivedAt] = record;
      const message = past?.messages.get(id);
      if (past === undefined || message === undefined) return;
      Object.assign(message, { receiveCount, firstReceivedAt });
      past.deliveries.set(id, { message, receipt, visibleAt });
      return;
    }
    case 'hidden': {
      const delivery = past?.deliveries.get(record[2]);
      if (delivery?.receipt === record[3]) delivery.visibleAt = record[4];
      return;
    }
    case 'gone':
      past?.messages.delete(record[2]);
      past?.deliveries.delete(record[2]);
      return;
    case 'purged':
      past?.messages.clear();
      past?.deliveries.clear();
  }
}
