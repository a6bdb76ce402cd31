import type { Message } from './message';

const WINDOW_MS = 5 * 60_000;

/** What a FIFO queue was sent in the last five minutes, deleted or not. */
export class Deduplication {
  readonly #recent = new Map<string, Message>();

  find(deduplicationId: string, now: number): Message | undefined {
    const known = this.#recent.get(deduplicationId);
    return known !== undefined && known.sentAt > now - WINDOW_MS ? known : undefined;
  }

  remember(message: Message): void {
    if (message.deduplicationId !== undefined) this.#recent.set(message.deduplicationId, message);
  }

  /** Forgets what is older than the window; entries are in the order sent. */
  forget(now: number): void {
    for (const [id, message] of this.#recent) {
      if (message.sentAt > now - WINDOW_MS) return;
      this.#recent.delete(id);
    }
  }
}
