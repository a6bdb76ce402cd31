import type { Window } from '@tributary/collection';
import type { RedshiftDataPort } from '@tributary/warehouse';
import type { HistoryContext } from './read-context';

/** What an adapter over the warehouse's views reads. */
export interface ReadHistoryOptions {
  readonly warehouse: RedshiftDataPort;
  readonly database: string;
  readonly window: Window;
  /** Executions that an earlier run did not know the end of. */
  readonly pending: readonly string[];
  readonly context: HistoryContext;
}
