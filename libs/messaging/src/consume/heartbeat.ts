import type { Logger } from '@tributary/service-kit';
import type { IncomingMessage, Queue } from '../queue/queue';

/** Keeps the messages in hand invisible to others: each is extended before half of its visibility time has passed. */
export class Heartbeat {
  readonly #extendedAt = new Map<IncomingMessage, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly queue: Queue,
    private readonly visibilityTimeoutSeconds: number,
    private readonly logger: Logger,
  ) {
    // Ticks at a quarter and extends what is a quarter old, so nothing gets older than half.
    this.#timer = setInterval(() => void this.#tick(), this.#quarterMs);
  }

  get #quarterMs(): number {
    return (this.visibilityTimeoutSeconds * 1_000) / 4;
  }

  hold(message: IncomingMessage): void {
    this.#extendedAt.set(message, Date.now());
  }

  release(message: IncomingMessage): void {
    this.#extendedAt.delete(message);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    const now = Date.now();
    const due = [...this.#extendedAt].filter(([, at]) => now - at >= this.#quarterMs * 0.9);
    for (let from = 0; from < due.length; from += 10) {
      const messages = due.slice(from, from + 10).map(([message]) => message);
      // Set before the call: a slow answer must not extend the same message twice.
      const held = messages.filter((message) => this.#extendedAt.has(message));
      for (const message of held) this.#extendedAt.set(message, now);
      const receipts = held.map((message) => message.receipt);
      if (receipts.length === 0) continue;
      await this.queue.changeVisibility(receipts, this.visibilityTimeoutSeconds).catch((error: unknown) => {
        this.logger.warn({ err: error, queue: this.queue.name }, 'heartbeat failed: messages may come twice');
      });
    }
  }
}
