import { stopTestServer, testDatabase, type TestDatabase } from '@tributary/testing';
import { seedGraph } from '../../test/support/seed-graph';
import { type Database, openDatabase } from '../store/database';
import { migrate } from '../store/migrate';
import { inReadTransaction } from './in-read-transaction';
import { type Traversal, traverse } from './traverse';

const migrated = async (url: string): Promise<void> => void (await migrate(url));

describe('traverse', () => {
  let home: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    home = await testDatabase({ migrate: migrated });
    database = openDatabase(home.url);
  });
  afterEach(async () => {
    await database.close();
    await home.drop();
  });
  afterAll(stopTestServer);

  const walk = async (lines: readonly string[], root: string, asked: Partial<Traversal> = {}) => {
    const graph = await seedGraph(database, lines);
    const found = await inReadTransaction(database, 10_000, (transaction) =>
      traverse(transaction, {
        roots: [graph.column(root)],
        direction: 'down',
        depth: 20,
        kinds: 'all',
        maxEdges: 1_000,
        ...asked,
      }),
    );
    const columns = Object.fromEntries([...found.hops].map(([id, hop]) => [graph.address(id), hop]));
    return { columns, edges: found.edges, complete: found.complete };
  };

  it('ends on a cycle and lists each of its edges once', async () => {
    const found = await walk(['a.x -> b.x', 'b.x -> c.x', 'c.x -> a.x'], 'a.x');

    expect(found.columns).toEqual({ 'a.x': 0, 'b.x': 1, 'c.x': 2 });
    expect(found.edges.map((edge) => edge.hop)).toEqual([1, 2, 3]);
  });

  it('walks the graph as it was, earlier intervals of an edge included', async () => {
    const graph = await seedGraph(database, ['a.x -> b.x', 'b.x -> c.x', 'a.x -> d.x']);
    const at = async (asOf: string | null, direction: 'up' | 'down', root: string): Promise<string[]> => {
      const asked = {
        roots: [graph.column(root)],
        direction,
        depth: 9,
        kinds: 'all',
        maxEdges: 99,
        asOf,
      } as const;
      const found = await inReadTransaction(database, 10_000, (transaction) => traverse(transaction, asked));
      return [...found.hops.keys()].map(graph.address).sort();
    };
    // b -> c: 1 to 5 March and from the 10th; a -> d: 1 to 3 March.
    const into = (column: string): number => graph.column(column).column;
    await database.query(`update column_edge set valid_from = '2026-03-10Z' where to_column_id = $1`, [
      into('c.x'),
    ]);
    await database.query(
      `insert into edge_interval select edge_id, '2026-03-01Z', '2026-03-05Z' from column_edge where to_column_id = $1`,
      [into('c.x')],
    );
    await database.query(`update column_edge set valid_to = '2026-03-03Z' where to_column_id = $1`, [
      into('d.x'),
    ]);

    expect(await at('2026-03-02T00:00:00Z', 'down', 'a.x')).toEqual(['a.x', 'b.x', 'c.x', 'd.x']);
    expect(await at('2026-03-07T00:00:00Z', 'down', 'a.x')).toEqual(['a.x', 'b.x']);
    expect(await at('2026-03-05T00:00:00Z', 'up', 'c.x')).toEqual(['c.x']);
    expect(await at('2026-03-04T23:59:59Z', 'up', 'c.x')).toEqual(['a.x', 'b.x', 'c.x']);
    expect(await at(null, 'down', 'a.x')).toEqual(['a.x', 'b.x', 'c.x']);
  });

  it('lists a self edge without walking it again', async () => {
    const found = await walk(['a.x -> a.x'], 'a.x');

    expect(found.columns).toEqual({ 'a.x': 0 });
    expect(found.edges).toHaveLength(1);
  });

  it('gives the far end of a diamond its nearest distance', async () => {
    const lines = ['a.x -> b.x', 'a.x -> c.x', 'b.x -> d.x', 'c.x -> e.x', 'e.x -> d.x'];

    const found = await walk(lines, 'a.x');

    expect(found.columns['d.x']).toBe(2);
    expect(found.edges).toHaveLength(5);
  });

  it('stops at the depth asked for', async () => {
    const found = await walk(['a.x -> b.x', 'b.x -> c.x'], 'a.x', { depth: 1 });

    expect(found.columns).toEqual({ 'a.x': 0, 'b.x': 1 });
  });

  it('an influence on a whole dataset reaches each of its columns and what they feed', async () => {
    const found = await walk(['a.status ~> b.*', 'z.n -> b.n', 'b.n -> c.n'], 'a.status');

    expect(found.columns).toEqual({ 'a.status': 0, 'b.*': 1, 'b.n': 1, 'c.n': 2 });
  });

  it('upstream of a column are also the influences on its whole dataset, not the sources of its neighbours', async () => {
    const lines = ['a.status ~> b.*', 'z.n -> b.n', 'z.m -> b.m'];

    const found = await walk(lines, 'b.n', { direction: 'up' });

    expect(found.columns).toEqual({ 'b.n': 0, 'z.n': 1, 'a.status': 1 });
  });

  it('a star over an unknown table is an edge of its own', async () => {
    const found = await walk(['u.* -> b.*', 'b.n -> c.n'], 'c.n', { direction: 'up' });

    expect(found.columns).toEqual({ 'c.n': 0, 'b.n': 1, 'u.*': 2 });
  });

  it('follows only the kinds asked for', async () => {
    const found = await walk(['a.x -> b.x', 'a.x ~> c.*'], 'a.x', { kinds: 'direct' });

    expect(found.columns).toEqual({ 'a.x': 0, 'b.x': 1 });
  });

  it('says when its limit cut the walk short', async () => {
    const found = await walk(['a.x -> b.x', 'b.x -> c.x', 'c.x -> d.x'], 'a.x', { maxEdges: 2 });

    expect(found.complete).toBe(false);
    expect(found.edges).toHaveLength(2);
  });
});
