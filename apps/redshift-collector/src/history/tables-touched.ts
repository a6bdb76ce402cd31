import type { HistoryItem, Window } from '@tributary/collection';
import type { TablesTouched } from '@tributary/contracts';
import { type RedshiftDataPort, type Row, warehouseErrorCode } from '@tributary/warehouse';
import { isRefusal } from '../is-refusal';
import { integerOf, textOf } from '../read-value';
import { rowsOf } from '../run-statement';
import { parametersOf } from './scan';
import type { TableNames } from './table-names';

type Problem = Extract<HistoryItem, { kind: 'problem' }>;

interface TouchedIds {
  readonly reads: number[];
  readonly writes: number[];
}

/** What the statements of a part of the window touched, by the warehouse's query id. */
export class TouchedByQuery {
  private readonly byQuery = new Map<string, TouchedIds>();

  add(row: Row): void {
    const query = textOf(row, 'query_id');
    const touched = this.byQuery.get(query) ?? { reads: [], writes: [] };
    this.byQuery.set(query, touched);
    const table = integerOf(row, 'table_id');
    if (integerOf(row, 'is_read') === 1) touched.reads.push(table);
    if (integerOf(row, 'is_written') === 1) touched.writes.push(table);
  }

  /** The permanent tables that a query touched, by name; undefined when none of them has one, which says nothing. */
  of(query: string, database: string | null, names: TableNames): TablesTouched | undefined {
    const touched = this.byQuery.get(query);
    if (touched === undefined) return undefined;
    const named = (ids: readonly number[]): string[] =>
      ids.flatMap((id) => names.of(database, id) ?? []).sort();
    const [reads, writes] = [named(touched.reads), named(touched.writes)];
    return reads.length + writes.length === 0 ? undefined : { reads, writes };
  }
}

/**
 * Reads what statements touched, part by part of a window. Nobody's lineage depends on it: what may not be read, or takes too long, is one
 * problem of the run and is not asked for again.
 */
export class TablesTouchedReader {
  private problem: Problem | null = null;
  private isOff: boolean;

  constructor(
    private readonly options: {
      readonly warehouse: RedshiftDataPort;
      readonly database: string;
      /** What lets our user read it. */
      readonly remedy: string;
      readonly wanted: boolean;
    },
  ) {
    this.isOff = !options.wanted;
  }

  /** Reads by one of our statements; `parameters` are others than the window's own. Never fails for a refusal. */
  async read(
    sql: string,
    window: Window,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<TouchedByQuery> {
    const touched = new TouchedByQuery();
    if (this.isOff) return touched;
    const { warehouse, database, remedy } = this.options;
    try {
      const all = { ...parametersOf(sql, window), ...parameters };
      for await (const row of rowsOf(warehouse, { name: 'tables-touched', sql, database, parameters: all }))
        touched.add(row);
    } catch (error) {
      if (!isRefusal(error) && warehouseErrorCode(error) !== 'timed-out') throw error;
      this.isOff = true;
      this.problem = {
        kind: 'problem',
        code: 'tables-unreadable',
        detail: `which tables statements touched cannot be told: ${String((error as Error).message)}; ${remedy}`,
      };
      return new TouchedByQuery();
    }
    return touched;
  }

  /** The problem that there was, one at most: to be told when all is read. */
  get problems(): readonly Problem[] {
    return this.problem === null ? [] : [this.problem];
  }
}
