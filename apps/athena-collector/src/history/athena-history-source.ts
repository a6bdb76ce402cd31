import type { HistoryItem, HistorySource, Window } from '@tributary/collection';
import type { Clock } from '@tributary/service-kit';
import type { AthenaHistoryPort } from '@tributary/warehouse';
import { collectEnded } from './collect-ended';
import { inEndingOrder } from './in-ending-order';
import { listExecutions } from './list-executions';
import { PreparedStatements } from './prepared-statements';
import { readExecution } from './read-execution';
import { readWorkgroups } from './read-workgroups';

export interface AthenaHistorySourceOptions {
  readonly athena: AthenaHistoryPort;
  readonly clock: Clock;
  /** Null: all. */
  readonly workgroups: readonly string[] | null;
}

/** Athena keeps executions for 45 days. */
const RETENTION_DAYS = 45;

/** Athena's memory of what ran: list every workgroup → keep what ended in the window → in the order of their ends → statements. */
export function athenaHistorySource({
  athena,
  clock,
  workgroups,
}: AthenaHistorySourceOptions): HistorySource {
  return {
    retentionDays: RETENTION_DAYS,
    // Athena shows no clock; its times are those of AWS, and ours is near enough for a window that overlaps.
    now: async () => clock.now(),
    read: async function* (window: Window, unfinished: readonly string[]): AsyncGenerator<HistoryItem> {
      const prepared = new PreparedStatements(athena);
      const names = await readWorkgroups(athena, workgroups);
      const ended = yield* collectEnded(listExecutions(athena, names, window, unfinished), window);
      for await (const execution of inEndingOrder(athena, ended)) yield* readExecution(execution, prepared);
    },
  };
}
