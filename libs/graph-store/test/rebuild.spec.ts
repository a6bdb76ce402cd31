import { stopTestServer } from '@tributary/testing';
import type { LineageQueueMessage } from '@tributary/contracts';
import { listStuck, planRebuild, projectPending, rebuild, storeObservations, type Database } from '../src';
import { exported, observe } from './support/graph-under-test';
import { catalog, statement, type StatementSpec } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(60_000);
afterAll(stopTestServer);

const copy = (from: string, to: string): StatementSpec => ({
  sql: `insert into ${to} select x from ${from}`,
  output: [to, 'append'],
  edges: [`${to}.x <- ${from}.x`],
  reads: [from],
});

const day = (tables: number, from = 0): LineageQueueMessage[] =>
  Array.from({ length: tables }, (_, i) => from + i).flatMap((i) => [
    catalog(i, { [`a${i}`]: ['x'], [`b${i}`]: ['x'] }),
    statement(copy(`a${i}`, `b${i}`), { id: `q${i}`, at: i, session: 's' }),
    statement(copy(`b${i}`, `c${i % 3}`), { id: `r${i}`, at: i + 1 }),
  ]);

describe('a rebuild', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const damage = async (): Promise<void> => {
    await database.query(`update column_edge set kinds = '{AGGREGATION}', masking = true`);
    await database.query('delete from edge_evidence where edge_id = (select min(edge_id) from column_edge)');
    await database.query(`update dataset set kind = 'view', description = 'wrong'`);
    await database.query('delete from execution_choice where execution_id = $1', ['q1']);
    await database.query(`update name_state set body = '{"segments": [], "spans": []}'`);
  };

  it.each([false, true])('mends whatever the projections hold (in place: %s)', async (inPlace) => {
    await observe(database, ...day(5));
    const expected = await exported(database);
    await damage();
    expect(await exported(database)).not.toEqual(expected);

    await rebuild(database, { limit: 7, inPlace });

    expect(await exported(database)).toEqual(expected);
  });

  it('tells what it would do, and how far it is', async () => {
    await observe(database, ...day(2));
    const steps: { done: number; left: number }[] = [];

    const { names, events, executions, datasets, edges } = await planRebuild(database);
    await rebuild(database, { limit: 3, onProgress: (step) => steps.push(step) });

    expect({ names, events, executions, datasets, edges }).toEqual({
      names: 6,
      events: 0,
      executions: 4,
      datasets: 6,
      edges: 4,
    });
    expect(steps.map(({ left }) => left)).toEqual([10, 7, 4, 1, 0]);
    expect(steps.at(-1)!.done).toBe(10);
  });

  it('goes on beside writers and projectors, and what they store meanwhile is not lost', async () => {
    await observe(database, ...day(10));
    const later = day(10, 10);
    const write = async (): Promise<void> => {
      for (let at = 0; at < later.length; at += 4) {
        const batch = later.slice(at, at + 4);
        await database.transaction((transaction) => storeObservations(transaction, batch));
        await projectPending(database);
      }
    };

    await Promise.all([rebuild(database, { limit: 5 }), write()]);
    while ((await projectPending(database)).marks > 0);

    const other = await openTestDatabase();
    try {
      await observe(other, ...day(20));
      expect(await exported(database)).toEqual(await exported(other));
    } finally {
      await other.close();
    }
  });

  it('ends although something is stuck, and says what', async () => {
    await observe(database, ...day(3));
    await database.query(`alter table dataset add constraint no_c2 check (name <> 'dev.mart.c2') not valid`);

    await rebuild(database);

    expect(await listStuck(database)).toEqual([
      expect.objectContaining({ kind: 'name', code: 'refused-data', name: 'dev.mart.c2' }),
    ]);
  });
});
