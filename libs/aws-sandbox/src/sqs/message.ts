/** An attribute as the wire has it; `BinaryValue` is base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly sentAt: number;
  /** Later than `sentAt` for a delayed message. */
  readonly availableAt: number;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly sequenceNumber?: string | undefined;
  /** ARN of the queue that it fell out of into this dead-letter queue. */
  readonly deadLetterSource?: string | undefined;
  receiveCount: number;
  firstReceivedAt?: number | undefined;
}

/** A delivery that is neither deleted nor visible again. */
export interface Delivery {
  readonly message: Message;
  readonly receipt: string;
  visibleAt: number;
}
