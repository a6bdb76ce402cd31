/** Trouble on demand; each number counts down as it is used. */
export interface SqsFaults {
  /** Calls answered with a throttling error. */
  throttle: number;
  /** Entries of SendMessageBatch answered in `Failed[]`, as the server's fault. */
  failEntries: number;
  /** Messages delivered twice: visible again at once after the first delivery. */
  duplicate: number;
  /** Standard queues deliver in random order. */
  shuffle: boolean;
}

export const noFaults = (): SqsFaults => ({ throttle: 0, failEntries: 0, duplicate: 0, shuffle: false });
