import { stopTestServer } from '@tributary/testing';
import { coverageResponse, evidenceResponse, type LineageQueueMessage } from '@tributary/contracts';
import { createGraphReader, projectPending, rebuild, storeObservations, type Database } from '../src';
import { edges, exported, observe } from './support/graph-under-test';
import { catalog, statement, type StatementSpec } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(60_000);
afterAll(stopTestServer);

/** `insert into b select x from a`, where a policy of row-level security on `a` looks into `hidden`. */
const load: StatementSpec = {
  sql: 'insert into b select x from a',
  output: ['b', 'append'],
  edges: ['b.x <- a.x'],
  reads: ['a'],
};

describe('tables that the warehouse says it touched', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const see = (...messages: LineageQueueMessage[]): Promise<void> => observe(database, ...messages);
  const evidence = async () =>
    await database.query<{ from: string; confidence: string; missed: string | null }>(
      `select display_name || '.' || name as from, confidence, diagnostics -> 0 ->> 'subject' as missed
       from edge_evidence
       join column_edge using (edge_id)
       join (select column_id, display_name, dataset_column.name from dataset_column join dataset using (dataset_id)) origin
         on origin.column_id = from_column_id
       order by 1`,
    );
  const usage = async () =>
    await database.query(
      'select name, reads from dataset_usage_day join dataset using (dataset_id) order by 1',
    );

  it('are edges of tables where the text does not show them, and uses of them', async () => {
    await see(statement(load, { id: 'q1', at: 1, touched: 'a, hidden -> b' }));

    expect(await edges(database)).toEqual(['b.* <- hidden.*', 'b.x <- a.x']);
    expect(await database.query(`select kinds from column_edge where kinds <> '{IDENTITY}'`)).toEqual([
      { kinds: ['UNSPECIFIED'] },
    ]);
    expect(await evidence()).toEqual([
      { from: 'mart.a.x', confidence: 'high', missed: 'dev.mart.hidden' },
      { from: 'mart.hidden.*', confidence: 'high', missed: 'dev.mart.hidden' },
    ]);
    expect(await usage()).toEqual([
      { name: 'dev.mart.a', reads: 1 },
      { name: 'dev.mart.b', reads: 0 },
      { name: 'dev.mart.hidden', reads: 1 },
    ]);
  });

  it('may be learnt after the fact, of runs that nobody said it of too', async () => {
    await see(statement(load, { id: 'q1', at: 1 }, { id: 'q2', at: 2 }));
    await see(statement(load, { id: 'q3', at: 3, touched: 'a, hidden -> b' }));
    const incremental = await exported(database);

    expect(await edges(database)).toEqual(['b.* <- hidden.*', 'b.x <- a.x']);
    expect(await usage()).toContainEqual({ name: 'dev.mart.hidden', reads: 3 });
    await rebuild(database, { limit: 1 });
    expect(await exported(database)).toEqual(incremental);
  });

  it('leave the runs of a statement alone where they say nothing new', async () => {
    await see(statement(load, { id: 'q1', at: 1, touched: 'a -> b' }));
    await database.transaction((transaction) =>
      storeObservations(transaction, [statement(load, { id: 'q1', at: 1, touched: 'z -> b' })]),
    );
    await database.query(`update edge_evidence set row_hash = 0, executions = 99`);

    await projectPending(database);

    expect(await database.query('select executions from edge_evidence')).toEqual([{ executions: 99 }]);
  });

  it('are found again when only they are projected', async () => {
    await see(statement(load, { id: 'q1', at: 1, touched: 'a, hidden -> b' }));
    const before = await usage();

    await see(catalog(10, { hidden: ['x', 'y'] }));

    expect(await usage()).toEqual(before);
  });

  it('that a text shows make it believed one level more, once, and by none of its own runs less', async () => {
    const unsure = statement(load, { id: 'q1', at: 1, touched: 'a -> b' });
    unsure.analysis.confidence.level = 'low';
    await see(unsure);
    expect(await evidence()).toEqual([{ from: 'mart.a.x', confidence: 'medium', missed: null }]);

    await see(statement(load, { id: 'q2', at: 2, touched: 'renamed -> b' }));

    expect(await evidence()).toEqual([{ from: 'mart.a.x', confidence: 'medium', missed: null }]);
  });

  it('that were missed follow temp tables and renames as any edge does', async () => {
    const stage: StatementSpec = {
      ...load,
      sql: 'create temp table s',
      output: ['#s', 'replace'],
      edges: ['#s.x <- a.x'],
    };
    const move: StatementSpec = {
      sql: 'insert into c select * from s',
      output: ['c', 'append'],
      edges: ['c.x <- #s.x'],
      reads: ['#s'],
      tempTables: ['#s'],
    };
    await see(
      statement(stage, { id: 'q1', at: 1, session: 'one' }),
      statement(move, { id: 'q2', at: 2, session: 'one' }),
    );
    expect(await edges(database)).toEqual(['c.x <- a.x']);

    await see(statement(stage, { id: 'q1', at: 1, session: 'one', touched: 'a, hidden ->' }));
    expect(await edges(database)).toEqual(['c.x <- a.x', 'c.x <- hidden.*']);

    await see(statement({ sql: 'rename', rename: ['hidden', 'shown'] }, { id: 'q3', at: 3 }));
    expect(await edges(database)).toEqual(['c.x <- a.x', 'c.x <- shown.*']);
  });

  it('go with the generation that they were read for', async () => {
    const make = (sql: string): StatementSpec => ({ ...load, sql, output: ['b', 'replace'] });
    await see(
      statement(make('1'), { id: 'q1', at: 1, touched: 'a, hidden -> b' }),
      statement(make('2'), { id: 'q2', at: 2, touched: 'a -> b' }),
    );

    expect(await edges(database)).toEqual(['b.* <- hidden.* until 08:00:02', 'b.x <- a.x']);
  });

  it('of a run that failed, or of no run that counts, say nothing', async () => {
    await see(
      statement(load, { id: 'q1', at: 1, status: 'failed', touched: 'a, hidden -> b' }),
      statement(load, { id: 'q2', at: 2 }),
    );

    expect(await edges(database)).toEqual(['b.x <- a.x']);
  });

  it('are counted by what they say of texts that hold, the missed ones with the latest run', async () => {
    const reader = createGraphReader(database);
    const copy = (from: string): StatementSpec => ({
      ...load,
      sql: from,
      edges: [`b.x <- ${from}.x`],
      reads: [from],
    });
    await see(
      statement(load, { id: 'q1', at: 1, touched: 'a, hidden -> b' }, { id: 'q2', at: 2 }),
      statement(copy('c'), { id: 'q3', at: 3, touched: 'c -> b' }),
      statement(copy('v'), { id: 'q4', at: 4, touched: 'c -> b' }),
      statement(copy('w'), { id: 'q5', at: 5, touched: 'w, other -> b', status: 'failed' }),
      statement(copy('d'), { id: 'q6', at: 6 }),
    );

    const { tables } = coverageResponse.parse(await reader.coverage());
    expect(tables).toMatchObject({ compared: 3, agreed: 1, undecided: 1, missed: 1 });
    expect(tables!.latestMissed).toEqual([
      expect.objectContaining({
        datasetId: expect.stringMatching(/dev\.mart\.hidden$/),
        sourceId: 'redshift:shop',
        executionId: 'q2',
      }),
    ]);

    const ids = await database.query<{ edge_id: string }>(
      `select edge_id from column_edge join dataset on dataset_id = from_dataset_id order by dataset.name`,
    );
    const outcomes = [];
    for (const { edge_id } of ids) {
      const answer = await reader.evidence({ edgeId: edge_id, limit: 10, cursor: null });
      const found = evidenceResponse.parse('value' in answer ? answer.value : null);
      outcomes.push([found.edge.from.datasetId.split('.').at(-1), found.evidence[0]!.tables]);
    }
    expect(outcomes).toEqual([
      ['a', 'missed'],
      ['c', 'agreed'],
      ['d', null],
      ['hidden', 'missed'],
      ['v', 'undecided'],
    ]);
  });
});
