import { instant } from '@tributary/contracts';
import { z } from 'zod';

/** What a collector remembers between runs. */
export const collectorState = z.object({
  version: z.literal(1),
  /** Everything that ended before was read and published. */
  watermark: instant,
  /** The run that moved the watermark. */
  runId: z.string(),
  /** Executions that were still running then. */
  pending: z.array(z.string()),
  /** Executions that were published while their transaction was open. */
  undecided: z.array(z.string()).default([]),
});
export type CollectorState = z.infer<typeof collectorState>;

export interface StoredState {
  readonly state: CollectorState;
  /** Names this very version. */
  readonly tag: string;
}

/** Where a source's state lies. */
export interface StateStore {
  /** Null before the first run. */
  read(): Promise<StoredState | null>;
  /** Replaces the version read before (null: none). False when another run wrote in between; nothing is changed then. */
  write(state: CollectorState, previous: StoredState | null): Promise<boolean>;
}
