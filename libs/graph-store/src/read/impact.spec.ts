import { stopTestServer } from '@tributary/testing';
import type { ImpactResponse } from '@tributary/contracts';
import { openTestDatabase } from '../../test/support/open-test-database';
import { seedGraph } from '../../test/support/seed-graph';
import type { Database } from '../store/database';
import { impact, type ImpactQuestion } from './impact';
import { inReadTransaction } from './in-read-transaction';

describe('impact', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
    await seedGraph(database, [
      ...['a', 'b', 'c', 'd', 'e'].map((to) => `m.x -> ${to}.x`),
      ...['f', 'g', 'h'].map((to) => `a.x -> ${to}.x`),
      'b.x ~> h.*',
      'h.y -> i.x',
      'i.x -> m.y',
      'j.x -> k.x',
      'j.x ~> k.x',
    ]);
    await database.query(`
      update column_edge set valid_to = '2026-03-03Z'
      where direct and to_dataset_id = (select dataset_id from dataset where display_name = 'mart.k')`);
  });
  afterAll(async () => {
    await database.close();
    await stopTestServer();
  });

  const ask = async (asked: Partial<ImpactQuestion>, firstEdges?: number): Promise<ImpactResponse> => {
    const question = { dataset: 'mart.m', column: 'x', depth: 9, limit: 100, cursor: null, ...asked };
    const answer = await inReadTransaction(database, 10_000, (snapshot) =>
      impact(snapshot, question, firstEdges === undefined ? {} : { firstEdges }),
    );
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  };

  it.each([1, 3, 7])(
    'goes on beyond the edges that one walk looks at (%i), in the same order',
    async (firstEdges) => {
      const whole = await ask({});

      const pages: ImpactResponse[] = [];
      let cursor: string | null = null;
      do {
        const page: ImpactResponse = await ask({ limit: 2, cursor }, firstEdges);
        expect(page.truncated).toBe(page.cursor !== null);
        pages.push(page);
        cursor = page.cursor;
      } while (cursor !== null);

      expect(whole.truncated).toBe(false);
      expect(
        pages.flatMap(({ affected }) => affected.map(({ dataset, hop }) => [hop, dataset.displayName])),
      ).toEqual(whole.affected.map(({ dataset, hop }) => [hop, dataset.displayName]));
      expect(pages.at(-1)!.totals).toEqual(whole.totals);
    },
  );

  it('tells how a column is reached as of the time asked for', async () => {
    const kindsAt = async (asOf: string | null) =>
      (await ask({ dataset: 'mart.j', asOf })).affected.map(({ columns }) =>
        columns.map(({ kinds }) => kinds),
      );

    expect(await kindsAt('2026-03-02T00:00:00Z')).toEqual([[['IDENTITY', 'FILTER']]]);
    expect(await kindsAt(null)).toEqual([[['FILTER']]]);
  });
});
