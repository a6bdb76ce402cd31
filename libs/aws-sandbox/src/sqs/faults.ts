/** Trouble on demand; each number counts down as it is used. */
export interface SqsFaults {
  /** Calls answered with a throttling error. */
  throttle: number;
  /** Entries of SendMessageBatch answered in `Failed[]`. */
  failEntries: number;
  /** Messages delivered twice: visible again at once after the first delivery. */
  duplicate: number;
}

export const noFaults = (): SqsFaults => ({ throttle: 0, failEntries: 0, duplicate: 0 });
