export interface PublishOptions {
  /** A fair queue's tenant: one busy source does not delay the others (SQS `MessageGroupId`). */
  readonly groupId?: string;
}

export interface PublishFailure {
  /** Position in the list given to `publish`. */
  readonly index: number;
  readonly code: string;
  readonly detail: string;
}

/** Thrown when some messages were not accepted after every retry; those not listed were. */
export class PublishError extends Error {
  override readonly name = 'PublishError';

  constructor(
    readonly queue: string,
    readonly failures: readonly PublishFailure[],
    options?: ErrorOptions,
  ) {
    const first = failures[0];
    super(
      `${failures.length} message(s) were not accepted by the ${queue} queue; the first: ${first?.code ?? 'unknown'}: ${first?.detail ?? ''}`,
      options,
    );
  }
}

/** Puts messages on one queue. */
export interface Publisher<M> {
  /** Resolves only when every message is accepted; throws PublishError otherwise. */
  publish(messages: readonly M[], options?: PublishOptions): Promise<void>;
  close(): Promise<void>;
}
