import type { PublishOptions, Publisher } from './publisher';

export interface MemoryPublisher<M> extends Publisher<M> {
  readonly published: readonly M[];
  /** The next `publish` throws this, once. */
  failNext(error: Error): void;
}

/** A publisher that keeps what it was given, for tests of what a handler publishes. */
export function memoryPublisher<M>(): MemoryPublisher<M> {
  const published: M[] = [];
  let failure: Error | undefined;
  return {
    published,
    failNext: (error) => {
      failure = error;
    },
    publish: async (messages: readonly M[], _options?: PublishOptions) => {
      const thrown = failure;
      failure = undefined;
      if (thrown !== undefined) throw thrown;
      published.push(...messages);
    },
    close: async () => undefined,
  };
}
