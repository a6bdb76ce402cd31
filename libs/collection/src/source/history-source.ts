import type { ObservedStatement, SkipCode } from '@tributary/contracts';
import type { Window } from '../window/plan-window';

/** A statement as the warehouse gave it: not yet redacted, not yet hashed. */
export type CollectedStatement = Omit<ObservedStatement, 'sqlHash' | 'tempTables' | 'origin'>;

/** What reading a history comes upon. Everything that is not published is named. */
export type HistoryItem =
  | {
      readonly kind: 'statement';
      readonly statement: CollectedStatement;
      /** Its transaction is open: a later run asks again what became of it. */
      readonly undecided?: boolean;
    }
  | {
      readonly kind: 'skip';
      readonly executionId: string;
      readonly code: SkipCode;
      readonly detail: string;
    }
  /** Something about the reading itself: a privilege that is missing, a fallback that was taken. */
  | { readonly kind: 'problem'; readonly code: string; readonly detail: string };

/** A warehouse's memory of what ran. */
export interface HistorySource {
  /** The warehouse's clock: windows are cut by it, not by ours. Throws SourcePausedError when there is nobody to ask. */
  now(): Promise<Date>;
  /** How far back the warehouse surely remembers. */
  readonly retentionDays: number;
  /**
   * Statements that ended in `[from, to)`, each once, in the order in which they ended; and the executions of earlier windows that are
   * `unfinished`, where the warehouse still knows them: skipped again while they run, again undecided while their transaction is open.
   */
  read(window: Window, unfinished: readonly string[]): AsyncIterable<HistoryItem>;
}
