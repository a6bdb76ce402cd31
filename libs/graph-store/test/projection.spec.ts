import { stopTestServer } from '@tributary/testing';
import type { LineageQueueMessage } from '@tributary/contracts';
import { takeReparseRequests, type Database } from '../src';
import { event } from './support/event-messages';
import { edges, exported, observe } from './support/graph-under-test';
import { catalog, statement, type StatementSpec } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(60_000);
afterAll(stopTestServer);

const copy = (from: string, to: string, column = 'x'): StatementSpec => ({
  sql: `insert into ${to} select ${column} from ${from}`,
  output: [to, 'append'],
  edges: [`${to}.${column} <- ${from}.${column}`],
  reads: [from],
});

describe('the projected graph', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const see = (...messages: LineageQueueMessage[]): Promise<void> => observe(database, ...messages);

  it('shows what a statement moves and what decides about it', async () => {
    await see(
      catalog(0, { orders: ['id', 'total'], daily: ['total'] }),
      statement(
        { ...copy('orders', 'daily', 'total'), edges: ['daily.total <= orders.total', 'daily <~ orders.id'] },
        { id: 'q1', at: 10 },
      ),
    );

    expect(await edges(database)).toEqual(['daily.* <~ orders.id', 'daily.total <- orders.total']);
    const records = (await exported(database)).map((line) => JSON.parse(line) as { record: string });
    expect(records.map(({ record }) => record)).toEqual([
      'dataset',
      'dataset',
      ...['edge', 'influence'].sort(
        (a, b) =>
          records.findIndex(({ record }) => record === a) - records.findIndex(({ record }) => record === b),
      ),
      'evidence',
      'evidence',
      'execution',
    ]);
  });

  it('what failed or was rolled back, even when that is learnt late, is no lineage', async () => {
    await see(
      statement(copy('a', 'b'), { id: 'q1', at: 1, status: 'failed' }),
      statement(copy('a', 'c'), { id: 'q2', at: 2, transaction: 'unknown' }),
    );
    expect(await edges(database)).toEqual(['c.x <- a.x']);

    await see(statement(copy('a', 'c'), { id: 'q2', at: 2, transaction: 'rolled-back' }));

    expect(await edges(database)).toEqual([]);
    expect(await database.query('select name from dataset')).toEqual([]);
  });

  it('counts an execution once, however often and in whatever windows it is seen', async () => {
    const runs = [1, 2, 3, 4].map((i) => ({ id: `q${i}`, at: i }));
    await see(statement(copy('a', 'b'), runs[0]!, runs[1]!, runs[2]!));
    await see(statement(copy('a', 'b'), runs[1]!, runs[2]!, runs[3]!), statement(copy('a', 'b'), runs[3]!));

    const usage = await database.query(
      'select name, reads, writes from dataset_usage_day join dataset using (dataset_id) order by name',
    );
    expect(usage).toEqual([
      { name: 'dev.mart.a', reads: 4, writes: 0 },
      { name: 'dev.mart.b', reads: 0, writes: 4 },
    ]);
    expect(await database.query('select executions, sample_execution_ids from edge_evidence')).toEqual([
      { executions: 4, sample_execution_ids: ['q4', 'q3', 'q2'] },
    ]);
  });

  describe('generations', () => {
    it('inserts accumulate', async () => {
      await see(
        statement(copy('a', 't'), { id: 'q1', at: 1 }),
        statement(copy('b', 't'), { id: 'q2', at: 2 }),
      );

      expect(await edges(database)).toEqual(['t.x <- a.x', 't.x <- b.x']);
    });

    it('CREATE TABLE AS replaces', async () => {
      const make = (from: string): StatementSpec => ({ ...copy(from, 't'), output: ['t', 'replace'] });
      await see(
        statement({ ...make('a'), sql: '1' }, { id: 'q1', at: 1 }),
        statement({ ...make('b'), sql: '2' }, { id: 'q2', at: 2 }),
      );

      expect(await edges(database)).toEqual(['t.x <- a.x until 08:00:02', 't.x <- b.x']);
    });

    it('a view definition replaces, and one that a catalog shows again changes nothing', async () => {
      const view = (from: string): StatementSpec => ({
        ...copy(from, 'v'),
        sql: `create view v as select x from ${from}`,
        output: ['v', 'define'],
      });
      const seen = (from: string, at: number) =>
        statement(view(from), { id: `view:v:${from}`, at, origin: 'view-definition' });
      await see(seen('a', 1), seen('a', 100), seen('b', 200));
      expect(await edges(database)).toEqual(['v.x <- a.x until 08:03:20', 'v.x <- b.x']);
      const before = await exported(database);

      await see(seen('b', 300));

      expect(await exported(database)).toEqual(before);
      expect(await database.query('select * from dataset_usage_day')).toEqual([]);
    });

    it('an hourly truncate and reload is one interval', async () => {
      const truncate = { sql: 'truncate t', output: ['t', 'truncate'] } as const;
      for (const hour of [0, 1, 2, 3]) {
        await see(
          statement(truncate, { id: `t${hour}`, at: hour * 3_600 }),
          statement(copy('a', 't'), { id: `q${hour}`, at: hour * 3_600 + 5 }),
        );
      }

      expect(await edges(database)).toEqual(['t.x <- a.x']);
      expect(await database.query('select * from edge_interval')).toEqual([]);
      const [row] = await database.query<{ from: string }>(
        `select to_char(valid_from at time zone 'UTC', 'HH24:MI:SS') as from from column_edge`,
      );
      expect(row?.from).toBe('08:00:05');
    });

    it('an OpenLineage run replaces what its job wrote before; a failed one does not', async () => {
      const run = (id: string, at: number, from: string, type: 'COMPLETE' | 'FAIL' = 'COMPLETE') =>
        event({ run: id, type, at, inputs: [from], outputs: ['t'], edges: [`t.x <- ${from}.x`] });
      await see(
        event({ run: 'r1', type: 'START', at: 1, inputs: ['a'] }),
        run('r1', 2, 'a'),
        run('r2', 10, 'b'),
        run('r3', 20, 'c', 'FAIL'),
      );

      expect(await edges(database)).toEqual(['t.x <- a.x until 08:00:10', 't.x <- b.x']);
      expect(await database.query('select run_id, state from openlineage_run order by 1')).toEqual([
        { run_id: 'r1', state: 'COMPLETE' },
        { run_id: 'r2', state: 'COMPLETE' },
        { run_id: 'r3', state: 'FAIL' },
      ]);
    });
  });

  it('a run without column lineage ties its inputs to its outputs, until something better is known', async () => {
    await see(
      event({ run: 'r1', type: 'START', at: 1, inputs: ['a', 'b'] }),
      event({ run: 'r1', type: 'COMPLETE', at: 2, outputs: ['t'] }),
    );
    expect(await edges(database)).toEqual(['t.* <- a.*', 't.* <- b.*']);

    await see(statement(copy('a', 't'), { id: 'q1', at: 5 }));

    expect(await edges(database)).toEqual(['t.* <- b.*', 't.x <- a.x']);
  });

  it('an event whose SQL names tables that the event does not list shows them all the same', async () => {
    const { analysis } = statement(copy('a', 't'), { id: 'q1', at: 1 });
    await see(event({ run: 'r1', type: 'COMPLETE', at: 2, outputs: ['t'], sql: [analysis] }));

    expect(await edges(database)).toEqual(['t.x <- a.x']);
  });

  it('a rename moves the history with the table', async () => {
    await see(
      statement({ ...copy('a', 't_new'), output: ['t_new', 'replace'] }, { id: 'q1', at: 1 }),
      statement({ sql: 'alter table t_new rename to t', rename: ['t_new', 't'] }, { id: 'q2', at: 2 }),
      statement(copy('t', 'u'), { id: 'q3', at: 3 }),
    );

    expect(await edges(database)).toEqual(['t.x <- a.x', 'u.x <- t.x']);
    expect(await database.query('select name, reason from dataset_alias')).toEqual([
      { name: 'dev.mart.t_new', reason: 'rename' },
    ]);
  });

  it('temp tables are passed through, within their session only', async () => {
    const stage: StatementSpec = {
      sql: 'create temp table stage as select x from a',
      output: ['#stage', 'replace'],
      edges: ['#stage.x <- a.x'],
      reads: ['a'],
    };
    const load: StatementSpec = {
      sql: 'insert into t select x from stage',
      output: ['t', 'append'],
      edges: ['t.x <- #stage.x'],
      reads: ['#stage'],
      tempTables: ['#stage'],
    };
    await see(statement(load, { id: 'q2', at: 2, session: 's1' }));
    expect(await edges(database)).toEqual([]);

    await see(statement(stage, { id: 'q1', at: 1, session: 's1' }));

    expect(await edges(database)).toEqual(['t.x <- a.x']);
    expect(await database.query('select via from edge_evidence')).toEqual([{ via: ['#stage'] }]);
  });

  it('a symlink makes two names one dataset, however late it arrives', async () => {
    const glue = { namespace: 'arn:aws:glue:eu-west-1:123456789012', name: 'table/lake/a' };
    await see(statement(copy('a', 't'), { id: 'q1', at: 1 }));
    await see(
      event({ run: 'r1', type: 'COMPLETE', at: 9, inputs: ['a'], outputs: [], symlinks: { a: glue } }),
    );

    const datasets = await database.query('select namespace, name from dataset order by name');
    expect(datasets).toContainEqual(glue);
    expect(datasets).toHaveLength(2);
    const rows = await database.query('select name, reason from dataset_alias');
    expect(rows).toEqual([{ name: 'dev.mart.a', reason: 'symlink' }]);
  });

  it('a symlink ends when the job that told it tells otherwise, in whatever order that is learnt', async () => {
    const glue = (name: string) => ({
      namespace: 'arn:aws:glue:eu-west-1:123456789012',
      name: `table/lake/${name}`,
    });
    const tells = (run: string, at: number, to: string, job = 'dag.task') =>
      event({ run, job, type: 'COMPLETE', at, inputs: ['a'], outputs: [], symlinks: { a: glue(to) } });
    const aliases = async (): Promise<unknown> =>
      await database.query(
        'select alias.name as alias, dataset.name from dataset_alias alias join dataset using (dataset_id) order by 1, 2',
      );

    await see(tells('r2', 20, 'b'));
    await see(tells('r1', 10, 'a'));
    expect(await aliases()).toEqual([{ alias: 'dev.mart.a', name: 'table/lake/b' }]);

    await see(tells('r3', 30, 'a', 'dag.other'));
    expect(await aliases()).toEqual([
      { alias: 'dev.mart.a', name: 'table/lake/a' },
      { alias: 'table/lake/b', name: 'table/lake/a' },
    ]);

    await see(tells('r4', 40, 'b', 'dag.other'));
    expect(await aliases()).toEqual([{ alias: 'dev.mart.a', name: 'table/lake/b' }]);
  });

  it('asks for what consulted an unknown schema once the schema is learnt, and for nothing else', async () => {
    const star = { ...copy('a', 't'), consulted: { a: null } };
    const other = { ...copy('b', 'u'), consulted: { b: null } };
    await see(
      statement(star, { id: 'q1', at: 10 }, { id: 'q2', at: 20 }),
      statement(other, { id: 'q3', at: 10 }),
    );
    const asked: string[] = [];
    const take = () =>
      takeReparseRequests(database, 10, async (messages) => {
        for (const { statements } of messages) asked.push(...statements.map(({ sql }) => sql));
      });
    await take();
    expect(asked).toEqual([]);

    await see(catalog(5, { a: ['x'] }));
    await take();
    await take();

    expect(asked).toEqual([star.sql]);

    await see(statement({ ...star, consulted: { a: ['x'] } }, { id: 'q1', at: 10 }));
    expect(await database.query('select 1 from reparse_request where open')).toEqual([]);
    expect(await database.query('select executions from edge_evidence order by 1')).toEqual([
      { executions: 1 },
      { executions: 2 },
    ]);
  });

  it('a request that is wanted again after it was not has all its tries again', async () => {
    const asked = async (): Promise<number> => {
      let count = 0;
      for (let sent = 1; sent > 0; count += sent) {
        await database.query('update reparse_request set due_at = now()');
        sent = await takeReparseRequests(database, 10, async () => undefined);
      }
      return count;
    };
    await see(
      statement({ ...copy('a', 't'), consulted: { a: null } }, { id: 'q1', at: 10 }),
      catalog(40, { a: ['x'] }),
    );
    expect(await asked()).toBe(3);

    // What is known of the table's earliest columns changes, and changes back.
    await see(catalog(30, { a: ['x', 'y'] }));
    expect(await asked()).toBe(3);
    await see(catalog(20, { a: ['x'] }));

    expect(await asked()).toBe(3);
  });

  it('a request goes on for another execution when the one it named wants something else', async () => {
    const asked = async (): Promise<string[]> => {
      const ids = new Set<string>();
      for (let sent = 1; sent > 0;) {
        await database.query('update reparse_request set due_at = now()');
        sent = await takeReparseRequests(database, 10, async (messages) => {
          for (const { statements } of messages) for (const each of statements) ids.add(each.executionId);
        });
      }
      return [...ids].sort();
    };
    await see(
      statement({ ...copy('a', 't'), consulted: { a: null } }, { id: 'q1', at: 10 }, { id: 'q2', at: 50 }),
      catalog(60, { a: ['x'] }),
    );
    expect(await asked()).toEqual(['q1']);

    await see(catalog(5, { a: ['y'] }), catalog(30, { a: ['x'] }));

    expect(await asked()).toEqual(['q1', 'q2']);
  });

  it('requests that could not be published stay due', async () => {
    await see(
      statement({ ...copy('a', 't'), consulted: { a: null } }, { id: 'q1', at: 10 }),
      catalog(5, { a: ['x'] }),
    );

    await expect(
      takeReparseRequests(database, 10, () => Promise.reject(new Error('the queue is down'))),
    ).rejects.toThrow('the queue is down');

    expect(await takeReparseRequests(database, 10, async () => undefined)).toBe(1);
  });
});
