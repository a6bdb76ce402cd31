import type { Message } from './message';

/** What happened to the queues, one JSON line each; replayed from the first line they give the state. */
export type JournalRecord =
  | readonly ['queue', name: string, attributes: Record<string, string>, tags: Record<string, string>]
  | readonly ['queue-deleted', name: string]
  | readonly ['sent', name: string, message: Message]
  | readonly [
      'delivered',
      name: string,
      id: string,
      receipt: string,
      visibleAt: number,
      receiveCount: number,
      firstReceivedAt: number,
    ]
  | readonly ['hidden', name: string, id: string, receipt: string, visibleAt: number]
  | readonly ['gone', name: string, id: string]
  | readonly ['purged', name: string];
