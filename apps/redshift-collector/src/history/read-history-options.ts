import type { Window } from '@tributary/collection';
import type { RedshiftDataPort } from '@tributary/warehouse';
import type { HistoryContext } from './read-context';

/** What an adapter over the warehouse's views reads. */
export interface ReadHistoryOptions {
  readonly warehouse: RedshiftDataPort;
  readonly database: string;
  readonly window: Window;
  /** Executions of earlier windows whose end, or whose transaction's end, was not known then. */
  readonly unfinished: readonly string[];
  /** Whether the warehouse is asked which tables statements touched. */
  readonly wantsTables: boolean;
  /** Being read while the warehouse looks for the statements. */
  readonly context: Promise<HistoryContext>;
}
