import { type HistoryItem, type HistorySource, SourcePausedError, type Window } from '@tributary/collection';
import { type RedshiftDataPort, warehouseErrorCode } from '@tributary/warehouse';
import { readInstant } from '../read-instant';
import { textOf } from '../read-value';
import { allRows } from '../run-statement';
import { readContext } from './read-context';
import { readSysHistory } from './sys-history';
import nowSql from './statements/now.sql';

export interface RedshiftHistoryOptions {
  readonly warehouse: RedshiftDataPort;
  /** The history of the whole warehouse is read through the first. */
  readonly databases: readonly string[];
}

/** What the system views surely keep. */
const RETENTION_DAYS = 7;

/** Redshift's memory of what ran, from its SYS views. */
export function redshiftHistory({ warehouse, databases }: RedshiftHistoryOptions): HistorySource {
  const database = databases[0] ?? '';
  return {
    retentionDays: RETENTION_DAYS,
    now: async () => {
      try {
        const [row] = await allRows(warehouse, { name: 'now', sql: nowSql, database });
        return new Date(readInstant(textOf(row ?? {}, 'moment')));
      } catch (error) {
        if (warehouseErrorCode(error) === 'warehouse-paused')
          throw new SourcePausedError('the warehouse is paused', { cause: error });
        throw error;
      }
    },
    read: async function* (window: Window, pending: readonly string[]): AsyncGenerator<HistoryItem> {
      const { context, problems } = await readContext({ warehouse, databases, window });
      yield* problems;
      yield* readSysHistory({ warehouse, database, window, pending, context });
    },
  };
}
