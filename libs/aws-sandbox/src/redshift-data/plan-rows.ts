import type { SampleStatement } from '../sample/sample-warehouse';
import type { HistoryRows } from './history-rows';
import type { TableIds } from './table-ids';

/** A step of a plan: `table` null for one that touches none. */
interface Step {
  readonly name: string;
  readonly table: string | null;
}

/** A run as the history has it. */
export interface PlannedRun {
  readonly statement: SampleStatement;
  /** `INSERT`, `MERGE`, … */
  readonly type: string;
  readonly user: number;
  readonly query: number;
  /** Of the STL tables, which number queries otherwise. */
  readonly stlQuery: number | null;
  readonly start: string;
  readonly end: string;
}

const SLICES = [0, 1];

/** Writes what the views of plans show of a run: every scan twice, as a self-join has it, and in the STL tables once per slice. */
export function addPlan(rows: HistoryRows, ids: TableIds, run: PlannedRun): void {
  const { statement, user, query, stlQuery, start, end } = run;
  if (statement.touched === undefined || statement.status !== 'success') return;
  stepsOf(statement.touched, run.type).forEach(({ name, table }, step) => {
    const id = table === null ? 0 : ids.idOf(statement.database, table);
    const bare = table?.split('.').at(-1) ?? '';
    rows.add('sys_query_detail', {
      user_id: user,
      query_id: query,
      child_query_sequence: 1,
      stream_id: 0,
      segment_id: step,
      step_id: step,
      step_name: name,
      table_id: id,
      table_name: bare,
      start_time: start,
      end_time: end,
      source: 'Redshift(local)',
    });
    if (stlQuery === null) return;
    for (const slice of SLICES) {
      const place = {
        userid: user,
        query: stlQuery,
        slice,
        segment: step,
        step,
        starttime: start,
        endtime: end,
      };
      if (name === 'scan') rows.add('stl_scan', { ...place, type: 2, tbl: id, perm_table_name: bare });
      // Its own results are scanned as well.
      if (name === 'return')
        rows.add('stl_scan', { ...place, type: 21, tbl: 0, perm_table_name: 'Internal Worktable' });
      if (name === 'insert') rows.add('stl_insert', { ...place, tbl: id });
      if (name === 'delete') rows.add('stl_delete', { ...place, tbl: id });
    }
  });
}

function stepsOf(touched: NonNullable<SampleStatement['touched']>, type: string): Step[] {
  const changes = ['UPDATE', 'DELETE', 'MERGE'].includes(type);
  const step = (name: string) => (table: string) => ({ name, table });
  return [
    ...touched.reads.map(step('scan')),
    ...touched.reads.map(step('scan')),
    { name: 'hash', table: null },
    // What is changed is scanned first, then its rows are deleted, and written anew.
    ...(changes ? touched.writes.map(step('scan')) : []),
    ...(changes ? touched.writes.map(step('delete')) : []),
    ...(type === 'DELETE' ? [] : touched.writes.map(step('insert'))),
    { name: 'return', table: null },
  ];
}
