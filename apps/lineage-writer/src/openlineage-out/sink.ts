import type { EmittedEvent } from '@tributary/openlineage';

/** Where OpenLineage events go. */
export interface Sink {
  /** So many events at a time… */
  readonly most: number;
  /** …and so many times at once. */
  readonly lanes: number;
  /** Resolves when they have arrived. Throws RefusedError when they never will, anything else when it is worth another try. */
  send(events: readonly EmittedEvent[]): Promise<void>;
}

/** Sending the same again would be refused again. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
