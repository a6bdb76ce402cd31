import type { QueueName } from '@tributary/contracts';

export interface OutgoingMessage {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groupId?: string;
}

export interface IncomingMessage {
  readonly messageId: string;
  /** Names this receive of the message; a later receive makes it stale. */
  readonly receipt: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly receiveCount: number;
  readonly sentAt: Date;
}

export interface SendFailure {
  /** Position in the list given to `send`. */
  readonly index: number;
  readonly code: string;
  readonly detail: string;
  /** False: trying again is pointless. */
  readonly retryable: boolean;
}

export interface ReceiveOptions {
  /** 1 to 10. */
  readonly max: number;
  readonly waitSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly signal?: AbortSignal;
}

export interface QueueDescription {
  /** Body and attributes together, in UTF-8 bytes. */
  readonly maximumMessageBytes: number;
  /** Approximate. */
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** The calls we use of an SQS standard queue. Batches hold at most ten. */
export interface Queue {
  readonly name: QueueName;
  /** Throws when the queue cannot be reached. */
  describe(): Promise<QueueDescription>;
  /** The entries that were not accepted. Throws when the queue cannot be reached: then nothing is known. */
  send(messages: readonly OutgoingMessage[]): Promise<readonly SendFailure[]>;
  /** Waits for up to `waitSeconds`; empty when nothing came or the signal aborted. */
  receive(options: ReceiveOptions): Promise<readonly IncomingMessage[]>;
  /** The receipts that could not be deleted. */
  remove(receipts: readonly string[]): Promise<readonly string[]>;
  /** The receipts whose visibility could not be changed. */
  changeVisibility(receipts: readonly string[], seconds: number): Promise<readonly string[]>;
  /** Where messages go that cannot be handled; undefined when the queue has none. */
  deadLetterQueue(): Promise<Queue | undefined>;
}
