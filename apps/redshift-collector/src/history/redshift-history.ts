import {
  type HistoryItem,
  type HistorySource,
  SourcePausedError,
  type Window,
  startEarly,
} from '@tributary/collection';
import type { Source } from '@tributary/contracts';
import { type RedshiftDataPort, warehouseErrorCode } from '@tributary/warehouse';
import { readInstant } from '../read-instant';
import { textOf } from '../read-value';
import { allRows } from '../run-statement';
import { readContext } from './read-context';
import { readSysHistory } from './sys-history';
import { readSvlHistory } from './svl-history';
import nowSql from './statements/now.sql';
import searchPathsSql from './statements/search-paths.sql';
import sessionsSql from './statements/sessions.sql';
import svlSearchPathsSql from './statements/svl-search-paths.sql';
import svlSessionsSql from './statements/svl-sessions.sql';
import sysProbeSql from './statements/sys-probe.sql';

export interface RedshiftHistoryOptions {
  readonly warehouse: RedshiftDataPort;
  readonly source: Source;
  /** The history of the whole warehouse is read through the first. */
  readonly databases: readonly string[];
  /** `auto`: the SYS views, or the older ones where those are missing. */
  readonly views: 'auto' | Views;
  /** Whether it is also asked which tables statements touched. */
  readonly wantsTables: boolean;
}

type Views = 'sys' | 'svl';

const ADAPTERS = {
  sys: { read: readSysHistory, statements: { sessions: sessionsSql, searchPaths: searchPathsSql } },
  svl: { read: readSvlHistory, statements: { sessions: svlSessionsSql, searchPaths: svlSearchPathsSql } },
} as const;

/** What the system views surely keep. */
const RETENTION_DAYS = 7;

/** Redshift's memory of what ran, from its SYS views or, on older clusters, from SVL and STL. */
export function redshiftHistory(options: RedshiftHistoryOptions): HistorySource {
  const { warehouse, source, databases, views, wantsTables } = options;
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
    read: async function* (window: Window, unfinished: readonly string[]): AsyncGenerator<HistoryItem> {
      const adapter = ADAPTERS[views === 'auto' ? await viewsOf(warehouse, database) : views];
      const reading = readContext({
        warehouse,
        source,
        databases,
        window,
        wantsTables,
        views: adapter.statements,
      });
      const context = reading.then((read) => read.context);
      // Told below; who still waits for the warehouse's statements when it fails has not asked for it, and an unheard failure would end the process.
      context.catch(() => undefined);
      const items = startEarly(
        adapter.read({ warehouse, database, window, unfinished, wantsTables, context }),
      );
      try {
        yield* (await reading).problems;
      } catch (error) {
        void items.return?.().catch(() => undefined);
        throw error;
      }
      yield* items;
    },
  };
}

/** Which views the warehouse has. The ids of the two are not the same, so a run reads one of them only. */
async function viewsOf(warehouse: RedshiftDataPort, database: string): Promise<Views> {
  try {
    await allRows(warehouse, { name: 'sys-probe', sql: sysProbeSql, database });
    return 'sys';
  } catch (error) {
    if (warehouseErrorCode(error) === 'relation-missing') return 'svl';
    throw error;
  }
}
