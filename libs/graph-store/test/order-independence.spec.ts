import { stopTestServer } from '@tributary/testing';
import type { LineageQueueMessage } from '@tributary/contracts';
import fc from 'fast-check';
import { rebuild, storeObservations, projectPending, type Database } from '../src';
import { event } from './support/event-messages';
import { exported, observe } from './support/graph-under-test';
import { catalog, statement, type StatementSpec } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(120_000);
afterAll(stopTestServer);

/** A day in which about everything happens, each piece a message of its own. */
function day(): LineageQueueMessage[] {
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
    statement(load, { id: 's2', at: 12, session: 'one' }),
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
    statement(move('live', 'report'), { id: 'p1', at: 50 }, { id: 'p2', at: 150 }),
    statement(view('live'), { id: 'v1', at: 60 }),
    statement(view('report'), { id: 'view:v:report', at: 200, origin: 'view-definition' }),
    statement(view('report'), { id: 'view:v:report', at: 300, origin: 'view-definition' }),
    statement(move('v', 'last'), { id: 'f1', at: 70, status: 'running' }),
    statement(move('v', 'last'), { id: 'f1', at: 70 }),
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

describe('the same observations', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  it('give the same export in any order, any batches, and with repetitions; and so does a rebuild', async () => {
    const messages = day();
    await observe(database, ...messages);
    const expected = await exported(database);
    expect(expected.length).toBeGreaterThan(60);

    const arrival = fc
      .shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2 })
      .chain((order) =>
        fc.tuple(
          fc.constant(order),
          fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 50, maxLength: 50 }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(arrival, async ([order, sizes]) => {
        const other = await openTestDatabase();
        try {
          for (let at = 0, i = 0; at < order.length; at += sizes[i]!, i += 1) {
            await observe(other, ...order.slice(at, at + sizes[i]!));
          }
          expect(await exported(other)).toEqual(expected);
        } finally {
          await other.close();
        }
      }),
      // Shrinking takes minutes here, and the seed is printed.
      { numRuns: 12, endOnFailure: true },
    );

    await rebuild(database, { limit: 7 });
    expect(await exported(database)).toEqual(expected);
  });

  it('give the same export when parallel writers and projectors share them', async () => {
    const messages = day();
    await observe(database, ...messages);
    const expected = await exported(database);
    const other = await openTestDatabase();
    try {
      const write = async (mine: readonly LineageQueueMessage[]): Promise<void> => {
        for (let at = 0; at < mine.length; at += 3) {
          const batch = mine.slice(at, at + 3);
          await other.transaction((transaction) => storeObservations(transaction, batch));
          await projectPending(other);
        }
      };
      await Promise.all([write(messages), write([...messages].reverse()), write(messages.slice(9))]);
      while ((await projectPending(other)).marks > 0);

      expect(await exported(other)).toEqual(expected);
    } finally {
      await other.close();
    }
  });
});
