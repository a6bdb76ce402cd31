import type { Logger } from '@tributary/service-kit';
import type { Queue } from '../queue/queue';

const MOST_ENTRIES = 10;
const LONGEST_WAIT_MS = 50;
const ATTEMPTS = 3;

/** Deletes handled messages, ten at a time or after 50 ms. */
export class Acknowledger {
  #waiting: { readonly receipt: string; readonly settled: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly queue: Queue,
    private readonly logger: Logger,
  ) {}

  /** Resolves when the message is deleted, or when deleting was given up: then it comes again, and nothing is lost. */
  async acknowledge(receipt: string): Promise<void> {
    await new Promise<void>((settled) => {
      this.#waiting.push({ receipt, settled });
      if (this.#waiting.length >= MOST_ENTRIES) void this.#flush();
      else this.#timer ??= setTimeout(() => void this.#flush(), LONGEST_WAIT_MS);
    });
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting.splice(0, MOST_ENTRIES);
    let pending: readonly string[] = batch.map((entry) => entry.receipt);
    for (let attempt = 1; pending.length > 0 && attempt <= ATTEMPTS; attempt++) {
      pending = await this.#remove(pending);
    }
    if (pending.length > 0) {
      this.logger.warn(
        { queue: this.queue.name, messages: pending.length },
        'could not be deleted: will come again',
      );
    }
    for (const entry of batch) entry.settled();
  }

  async #remove(receipts: readonly string[]): Promise<readonly string[]> {
    try {
      return await this.queue.remove(receipts);
    } catch (error) {
      this.logger.warn({ err: error, queue: this.queue.name }, 'deleting messages failed');
      return receipts;
    }
  }
}
