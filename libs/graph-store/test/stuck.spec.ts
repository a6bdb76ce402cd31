import { stopTestServer } from '@tributary/testing';
import type { LineageQueueMessage } from '@tributary/contracts';
import { countPending, projectPending, storeObservations, type Database, type Projected } from '../src';
import { edges, exported, observe } from './support/graph-under-test';
import { catalog, statement, table, type StatementSpec } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(60_000);
afterAll(stopTestServer);

const copy = (from: string, to: string): StatementSpec => ({
  sql: `insert into ${to} select x from ${from}`,
  output: [to, 'append'],
  edges: [`${to}.x <- ${from}.x`],
  reads: [from],
});

const day = (): LineageQueueMessage[] => [
  catalog(0, { a: ['x'], t1: ['x'], t2: ['x'], bad: ['x'] }),
  ...['t1', 'bad', 't2'].map((to, i) => statement(copy('a', to), { id: `q${i}`, at: i + 1 })),
];

describe('what cannot be projected', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const store = (...messages: LineageQueueMessage[]): Promise<void> =>
    database.transaction((transaction) => storeObservations(transaction, messages));
  const project = async (): Promise<Projected['stuck']> => {
    const found: Projected['stuck'][number][] = [];
    for (let more = true; more;) {
      const projected = await projectPending(database);
      found.push(...projected.stuck);
      more = projected.more;
    }
    return found;
  };
  const marks = async () => {
    const { marks: waiting, stuck } = await countPending(database);
    return { waiting, stuck };
  };
  const fallDue = () => database.query(`update stuck set due_at = now() - interval '1 second'`);
  const expectedExport = async (): Promise<string[]> => {
    const other = await openTestDatabase();
    try {
      await observe(other, ...day());
      return await exported(other);
    } finally {
      await other.close();
    }
  };

  // What the database refuses stands for any constraint that a fault of ours may run into.
  const refuse = () =>
    database.query(`alter table dataset add constraint no_bad check (name <> 'dev.mart.bad')`);
  const accept = () => database.query('alter table dataset drop constraint no_bad');

  it('leaves a dataset that the database refuses as it was, says so, and projects the rest', async () => {
    await refuse();
    await store(...day());

    const stuck = await project();

    expect(stuck).toMatchObject([
      { code: 'refused-data', datasets: [table('bad')], error: { code: '23514' } },
    ]);
    expect(await edges(database)).toEqual(['t1.x <- a.x', 't2.x <- a.x']);
    expect(await marks()).toEqual({ waiting: 0, stuck: 1 });
    expect(await project()).toEqual([]);
  });

  it('tries it again when it is due, after ever longer pauses, and ends with the graph it should be', async () => {
    await refuse();
    await store(...day());
    await project();
    await fallDue();

    expect(await project()).toHaveLength(1);
    expect(
      await database.query(`select tries, extract(epoch from due_at - now()) > 50 as later from stuck`),
    ).toEqual([{ tries: 2, later: true }]);

    await accept();
    await fallDue();
    expect(await project()).toEqual([]);
    expect(await marks()).toEqual({ waiting: 0, stuck: 0 });
    expect(await exported(database)).toEqual(await expectedExport());
  });

  it('is put aside no more once a later observation has it projected', async () => {
    await refuse();
    await store(...day());
    await project();
    await accept();

    await store(statement(copy('b', 'bad'), { id: 'q9', at: 9 }));
    await project();

    expect(await marks()).toEqual({ waiting: 0, stuck: 0 });
    expect(await edges(database)).toEqual(['bad.x <- a.x', 'bad.x <- b.x', 't1.x <- a.x', 't2.x <- a.x']);
  });

  it('finds the one observation that cannot be read among others', async () => {
    await store(...day());
    await database.query(`update analysis set body = body - 'outputs'
      where analysis_key in (select analysis_key from analysis_dataset where name_key in
        (select name_key from dataset_name where name = 'dev.mart.bad') and writes)`);

    const stuck = await project();

    expect(stuck.map(({ code }) => code)).toEqual(expect.arrayContaining(['fault']));
    expect(await edges(database)).toEqual(['t1.x <- a.x', 't2.x <- a.x']);
    expect(await marks()).toEqual({ waiting: 0, stuck: stuck.length });

    await database.query(`update analysis set body = jsonb_set(body, '{outputs}', '[{"dataset":0,"effect":"append"}]')
      where not body ? 'outputs'`);
    await fallDue();
    expect(await project()).toEqual([]);
    expect(await exported(database)).toEqual(await expectedExport());
  });

  it('a database that is away is no fault of any observation', async () => {
    await store(...day());
    const before = await marks();
    await database.query(`create function away() returns trigger language plpgsql as
      $$ begin raise exception 'shutting down' using errcode = '57P01'; end $$`);
    await database.query('create trigger away before insert on dataset for each row execute function away()');

    await expect(projectPending(database)).rejects.toMatchObject({ code: '57P01' });

    expect(await marks()).toEqual(before);
  });
});
