/** What is known about this arrival of a message. */
export interface Delivery {
  readonly messageId: string;
  /** 1 the first time. */
  readonly receiveCount: number;
}
