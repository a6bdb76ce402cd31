export interface BatcherOptions<T> {
  readonly maxBatch: number;
  /** How long the oldest item waits for company. */
  readonly maxWaitMs: number;
  /** Batches at a time. */
  readonly concurrency: number;
  /** Never rejects for what it was given. */
  readonly run: (batch: readonly T[]) => Promise<void>;
}

/** Collects items into batches, full or old enough, and runs a bounded number of them at a time. */
export class Batcher<T> {
  #waiting: T[] = [];
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #due = false;
  #closed = false;

  constructor(private readonly options: BatcherOptions<T>) {}

  /** False when closed: the item stays with the caller. */
  add(item: T): boolean {
    if (this.#closed) return false;
    this.#waiting.push(item);
    if (this.options.maxWaitMs === 0) this.#due = true;
    else this.#timer ??= setTimeout(() => this.#ripen(), this.options.maxWaitMs);
    this.#runWhatIsReady();
    return true;
  }

  /** Takes no more, and gives what has not begun. */
  close(): readonly T[] {
    this.#closed = true;
    clearTimeout(this.#timer);
    return this.#waiting.splice(0);
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #ripen(): void {
    this.#timer = undefined;
    this.#due = true;
    this.#runWhatIsReady();
  }

  #runWhatIsReady(): void {
    const { maxBatch, concurrency, run } = this.options;
    while (this.#running.size < concurrency && this.#waiting.length > 0) {
      if (!this.#due && this.#waiting.length < maxBatch) return;
      const work = run(this.#waiting.splice(0, maxBatch)).finally(() => {
        this.#running.delete(work);
        this.#runWhatIsReady();
      });
      this.#running.add(work);
      if (this.#waiting.length > 0) continue;
      this.#due = false;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }
}
