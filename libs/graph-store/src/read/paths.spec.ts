import { pathsResponse } from '@tributary/contracts';
import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../../test/support/open-test-database';
import { seedGraph } from '../../test/support/seed-graph';
import type { Database } from '../store/database';
import { createGraphReader } from './graph-reader';
import type { PathsQuestion } from './paths';

describe('paths', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());
  afterAll(stopTestServer);

  const answerOf = async (asked: Partial<PathsQuestion>) => {
    const answer = await createGraphReader(database).paths({
      from: 'a',
      fromColumn: 'x',
      to: 'd',
      toColumn: 'x',
      mode: 'all',
      depth: 10,
      kinds: 'direct',
      limit: 100,
      cursor: null,
      ...asked,
    });
    if (!answer.ok) throw new Error(answer.refusal.code);
    return pathsResponse.parse(answer.value);
  };
  const linesOf = async (asked: Partial<PathsQuestion> = {}): Promise<string[]> =>
    (await answerOf(asked)).paths
      .map(({ steps }) => steps.map(({ to }) => `${to.datasetId.split('.').at(-1)}.${to.column}`).join(' '))
      .sort();

  it('are all found, or the shortest alone', async () => {
    await seedGraph(database, [
      'a.x -> b.x',
      'b.x -> d.x',
      'a.x -> c.x',
      'c.x -> b.x',
      'a.x -> e.x',
      'a.y -> d.x',
    ]);

    expect(await linesOf()).toEqual(['b.x d.x', 'c.x b.x d.x']);
    expect(await linesOf({ mode: 'shortest' })).toEqual(['b.x d.x']);
    expect(await linesOf({ fromColumn: null, mode: 'shortest' })).toEqual(['d.x']);
    expect(await linesOf({ depth: 1 })).toEqual([]);
  });

  it('end in spite of cycles and self edges', async () => {
    await seedGraph(database, [
      'a.x -> b.x',
      'b.x -> a.x',
      'b.x -> b.x',
      'b.x -> d.x',
      'd.x -> d.x',
      'd.x -> b.x',
    ]);

    expect(await linesOf()).toEqual(['b.x d.x']);
  });

  it('lead through the star of a dataset', async () => {
    await seedGraph(database, ['a.x -> b.*', 'b.y -> d.x', 'b.* -> c.z', 'c.z -> d.*']);

    expect(await linesOf()).toEqual(['b.* c.z d.*', 'b.* d.x']);
  });

  it('follow what decides only when asked', async () => {
    await seedGraph(database, ['a.x ~> b.*', 'b.y -> d.x']);

    expect(await linesOf()).toEqual([]);
    expect((await answerOf({ kinds: 'all' })).paths).toMatchObject([{ direct: false, expression: null }]);
  });

  it('come page by page', async () => {
    await seedGraph(database, ['a.x -> b.x', 'b.x -> d.x', 'a.x -> c.x', 'c.x -> d.x', 'a.x -> d.x']);

    const first = await answerOf({ limit: 2 });
    const second = await answerOf({ limit: 2, cursor: first.cursor });

    expect([first.truncated, second.truncated, second.cursor]).toEqual([true, false, null]);
    expect([...first.paths, ...second.paths]).toEqual((await answerOf({})).paths);
  });

  it('say what they make of the value, and whether they hide it', async () => {
    await seedGraph(database, ['a.x -> b.y', 'b.y -> d.x']);
    await database.query(
      'update column_edge set masking = true where to_column_id = (select max(column_id) from dataset_column)',
    );
    await database.query(
      `insert into edge_evidence (edge_id, evidence_key, producer, expression, kinds, masking, first_seen_at, last_seen_at, executions, sample_execution_ids)
       select edge_id, 'k', 'redshift', case when origin.name = 'x' then 'upper(a.x)' else 'md5(y)' end, kinds, false, now(), now(), 1, '{}'
       from column_edge join dataset_column origin on origin.column_id = from_column_id`,
    );

    expect((await answerOf({})).paths).toMatchObject([
      { expression: 'md5(upper(a.x))', masking: true, direct: true },
    ]);
  });
});
