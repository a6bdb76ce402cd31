import type { LineageQueueMessage } from '@tributary/contracts';
import { event } from './event-messages';
import { catalog, statement, type StatementSpec } from './lineage-messages';

/** A day in which about everything happens, each piece a message of its own. */
export function eventfulDay(): LineageQueueMessage[] {
  const move = (from: string, to: string, more: Partial<StatementSpec> = {}): StatementSpec => ({
    sql: `insert into ${to} select x, y from ${from} where z`,
    output: [to, 'append'],
    edges: [`${to}.x <- ${from}.x`, `${to}.y <= ${from}.y`, `${to} <~ ${from}.z`],
    reads: [from],
    consulted: { [from]: null },
    ...more,
  });
  const stage: StatementSpec = {
    sql: 'create temp table stage as select x, y from raw',
    output: ['#stage', 'replace'],
    edges: ['#stage.x <- raw.x', '#stage.y <- raw.y'],
    reads: ['raw'],
    defines: ['x', 'y'],
  };
  const load: StatementSpec = {
    sql: 'insert into fact select * from stage',
    output: ['fact', 'append'],
    edges: ['fact.x <- #stage.x', 'fact.y <- #stage.y'],
    reads: ['#stage'],
    tempTables: ['#stage'],
  };
  const asPermanent: StatementSpec = {
    ...load,
    edges: ['fact.* <- stage.*'],
    reads: ['stage'],
    tempTables: [],
    consulted: { stage: null },
  };
  const view = (from: string): StatementSpec => ({
    sql: `create view v as select x from ${from}`,
    output: ['v', 'define'],
    edges: [`v.x <- ${from}.x`],
    reads: [from],
    defines: ['x'],
  });
  const glue = { namespace: 'arn:aws:glue:eu-west-1:123456789012', name: 'table/lake/raw' };
  return [
    statement(stage, { id: 's1', at: 10, session: 'one' }),
    statement(stage, { id: 's1', at: 10, session: 'one', touched: 'raw, rates ->' }),
    statement(stage, { id: 's4', at: 14, session: 'three', touched: 'raw, old ->' }),
    statement(load, { id: 's5', at: 15, session: 'three', touched: '-> fact' }),
    statement(load, { id: 's2', at: 12, session: 'one', touched: '-> fact' }),
    statement(asPermanent, { id: 's2', at: 12, session: 'one' }),
    statement(asPermanent, { id: 's3', at: 13, session: 'two' }),
    statement(
      { sql: 'truncate mart', output: ['mart', 'truncate'] },
      { id: 't1', at: 20 },
      { id: 't2', at: 120 },
    ),
    statement(move('fact', 'mart'), { id: 'm1', at: 22 }, { id: 'm2', at: 122 }),
    statement(move('fact', 'mart'), { id: 'm2', at: 122, transaction: 'rolled-back' }, { id: 'm3', at: 130 }),
    statement(move('fact', 'mart', { consulted: { fact: ['x', 'y', 'z'] } }), { id: 'm3', at: 130 }),
    statement(
      { ...move('mart', 'built'), sql: 'ctas built', output: ['built', 'replace'], defines: ['x', 'y'] },
      { id: 'c1', at: 40 },
      { id: 'c2', at: 140 },
    ),
    statement({ sql: 'swap out', rename: ['live', 'old'] }, { id: 'r1', at: 41 }, { id: 'r3', at: 141 }),
    statement({ sql: 'swap in', rename: ['built', 'live'] }, { id: 'r2', at: 42 }, { id: 'r4', at: 142 }),
    statement({ sql: 'drop old', output: ['old', 'drop'] }, { id: 'd1', at: 45 }, { id: 'd2', at: 145 }),
    statement(
      move('live', 'report'),
      { id: 'p1', at: 50, touched: 'live -> report' },
      { id: 'p2', at: 150, touched: 'old -> report' },
    ),
    statement(move('live', 'report'), { id: 'p3', at: 160, touched: 'live, v -> report' }),
    statement(view('live'), { id: 'v1', at: 60 }),
    statement(view('report'), { id: 'view:v:report', at: 200, origin: 'view-definition' }),
    statement(view('report'), { id: 'view:v:report', at: 300, origin: 'view-definition' }),
    statement(move('v', 'last'), { id: 'f1', at: 70, status: 'running' }),
    statement(move('v', 'last'), { id: 'f1', at: 70 }),
    statement(move('v', 'last'), { id: 'f2', at: 71, touched: 'live -> last' }),
    statement(move('v', 'last'), { id: 'f3', at: 72, touched: 'v -> last' }),
    catalog(5, { raw: ['x', 'y', 'z'], fact: ['x', 'y', 'z'] }),
    catalog(100, { raw: ['x', 'y', 'z', 'w'], report: ['x', 'y'] }, { owner: 'finance' }),
    event({ run: 'r1', type: 'START', at: 1, inputs: ['files'], columns: { files: ['x'] } }),
    event({
      run: 'r1',
      type: 'COMPLETE',
      at: 2,
      inputs: ['files'],
      outputs: ['raw'],
      edges: ['raw.x <- files.x'],
    }),
    event({
      run: 'r2',
      type: 'COMPLETE',
      at: 102,
      inputs: ['files'],
      outputs: ['raw'],
      edges: ['raw.y <- files.y'],
    }),
    event({
      run: 'r3',
      type: 'COMPLETE',
      at: 50,
      job: 'spark',
      inputs: ['raw'],
      outputs: ['fact'],
      symlinks: { raw: glue },
    }),
    event({ run: 'r4', type: 'FAIL', at: 103, inputs: ['other'], outputs: ['raw'] }),
  ];
}
