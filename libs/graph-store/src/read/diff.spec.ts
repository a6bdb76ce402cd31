import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../../test/support/open-test-database';
import { seedGraph } from '../../test/support/seed-graph';
import { createGraphReader } from './graph-reader';

afterAll(stopTestServer);

it('a diff knows the earlier intervals of an edge, and comes page by page', async () => {
  const database = await openTestDatabase();
  await seedGraph(database, ['a.x -> b.x', 'a.y -> b.y']);
  // x: 1 to 5 March and from the 10th; y: 1 to 20 March.
  await database.query(
    `update column_edge set valid_from = '2026-03-10Z'
     where from_column_id = (select column_id from dataset_column join dataset using (dataset_id) where dataset_column.name = 'x' and display_name = 'mart.a')`,
  );
  await database.query(
    `insert into edge_interval select edge_id, '2026-03-01Z', '2026-03-05Z' from column_edge where valid_from = '2026-03-10Z'`,
  );
  await database.query(`update column_edge set valid_to = '2026-03-20Z' where valid_from < '2026-03-10Z'`);
  const diffOf = async (from: number, to: number, limit = 10, cursor: string | null = null) => {
    const day = (of: number): string => `2026-03-${String(of).padStart(2, '0')}T12:00:00Z`;
    const answer = await createGraphReader(database).diff({
      from: day(from),
      to: day(to),
      dataset: null,
      limit,
      cursor,
    });
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  };
  const linesOf = async (from: number, to: number): Promise<string[]> =>
    (await diffOf(from, to)).changes.map(({ change, edge }) => `${change} ${edge.to.column}`).sort();

  expect(await linesOf(2, 7)).toEqual(['removed x']);
  expect(await linesOf(7, 12)).toEqual(['added x']);
  expect(await linesOf(2, 12)).toEqual([]);
  expect(await linesOf(7, 25)).toEqual(['added x', 'removed y']);
  const first = await diffOf(7, 25, 1);
  const second = await diffOf(7, 25, 1, first.cursor);
  expect([first.truncated, second.truncated]).toEqual([true, false]);
  expect(new Set([...first.changes, ...second.changes].map(({ edge }) => edge.id)).size).toBe(2);
  await database.close();
});
