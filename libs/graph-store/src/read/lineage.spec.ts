import { stopTestServer } from '@tributary/testing';
import type { LineageResponse } from '@tributary/contracts';
import fc from 'fast-check';
import { openTestDatabase } from '../../test/support/open-test-database';
import { seedGraph } from '../../test/support/seed-graph';
import { nameKey } from '../name-key';
import type { Database } from '../store/database';
import { inReadTransaction } from './in-read-transaction';
import { lineage, type LineageQuestion } from './lineage';

const edges = [
  ...['a', 'b', 'c', 'd'].map((from) => `${from}.x -> m.x`),
  ...['e', 'f', 'g'].map((from) => `${from}.x -> a.x`),
  ...['p', 'q', 'r', 's', 't'].map((to) => `m.x -> ${to}.x`),
  'p.x -> u.x',
  'q.x ~> u.*',
  'u.x -> m.x',
];

describe('lineage', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
    await seedGraph(database, edges);
  });
  afterAll(async () => {
    await database.close();
    await stopTestServer();
  });

  const ask = async (asked: Partial<LineageQuestion>, firstEdges?: number): Promise<LineageResponse> => {
    const question = {
      dataset: 'mart.m',
      column: 'x',
      direction: 'both',
      depth: 9,
      kinds: 'all',
      limit: 100,
      cursor: null,
      ...asked,
    } as const;
    const answer = await inReadTransaction(database, 10_000, (snapshot) =>
      lineage(snapshot, question, firstEdges === undefined ? {} : { firstEdges }),
    );
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  };

  it.each(['up', 'down', 'both'] as const)(
    'goes on beyond the edges that one walk looks at, in the same order (%s)',
    async (direction) => {
      const whole = await ask({ direction });

      const pages: LineageResponse[] = [];
      let cursor: string | null = null;
      do {
        const page: LineageResponse = await ask({ direction, limit: 2, cursor }, 3);
        expect(page.truncated).toBe(page.cursor !== null);
        pages.push(page);
        cursor = page.cursor;
      } while (cursor !== null);

      expect(whole.truncated).toBe(false);
      expect(pages.flatMap((page) => page.edges)).toEqual(whole.edges);
      for (const page of pages) {
        const joined = page.edges.flatMap(({ from, to }) => [from.datasetId, to.datasetId]);
        expect(new Set(page.datasets.map(({ id }) => id))).toEqual(
          new Set([whole.root.dataset.id, ...joined]),
        );
      }
    },
  );

  // What is asked of now is walked by one statement where it can be, what was at a time hop by hop.
  it('says the same in one statement and hop by hop: cycles, self edges, whole datasets, columns reached by several ways', async () => {
    const columns = ['a.x', 'a.y', 'b.x', 'b.y', 'c.x', 'd.x', 'd.y', 'd.*'];
    const end = fc.constantFrom(...columns);
    const line = fc.tuple(end, fc.constantFrom('->', '~>'), end).map((parts) => parts.join(' '));
    const asked = fc.record({
      direction: fc.constantFrom('up', 'down', 'both'),
      kinds: fc.constantFrom('direct', 'indirect', 'all'),
      depth: fc.integer({ min: 1, max: 6 }),
      column: fc.constantFrom('x', null),
    });
    let graphs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(line, { minLength: 1, maxLength: 16 }),
        fc.array(asked, { minLength: 3, maxLength: 3 }),
        async (lines, questions) => {
          graphs += 1;
          const inThisGraph = (one: string): string => one.replaceAll(/([a-d])\./g, `g${graphs}$1.`);
          await seedGraph(database, [...new Set(['a.x -> b.x', ...lines])].map(inThisGraph));
          for (const question of questions) {
            const here = { ...question, dataset: `mart.g${graphs}a` };
            expect(await ask(here)).toEqual(await ask({ ...here, asOf: '2026-06-01T00:00:00Z' }));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('answers alike whether the question is plain, and answered at once, or has to be made out', async () => {
    const plain = await ask({});

    expect(plain.edges).toHaveLength(edges.length);
    expect(await ask({ dataset: 'M' })).toEqual(plain);
    expect(await ask({ dataset: ' MART.M ', column: 'X' })).toEqual(plain);
    expect(await ask({ dataset: plain.root.dataset.id })).toEqual(plain);
    expect(await ask({ column: null })).toEqual({ ...plain, root: { ...plain.root, column: null } });
    expect(await ask({ column: '*' })).toEqual(await ask({ column: null }));
  });

  it('takes an address for what it means step by step: exact, by alias, in another case; not where it means two', async () => {
    const { dataset } = (await ask({})).root;
    const alias = { namespace: 'awsglue://eu-west-1', name: 'lake.m' };
    await database.query(
      `insert into dataset_alias (dataset_id, name_key, namespace, name, reason)
       select dataset_id, $1, $2, $3, 'symlink' from dataset where display_name = 'mart.m'`,
      [nameKey(alias), alias.namespace, alias.name],
    );
    await database.query(
      `insert into dataset (name_key, namespace, name, display_name, kind) values ('other', 'redshift://other', 'dev.mart.a', 'mart.a', 'table')`,
    );

    for (const address of [dataset.id, `${alias.namespace}/${alias.name}`, dataset.id.toUpperCase()])
      expect((await ask({ dataset: address })).root.dataset).toEqual(dataset);
    await expect(ask({ dataset: 'mart.a' })).rejects.toThrow('ambiguous-dataset');
    expect((await ask({ dataset: dataset.id.replace('mart.m', 'mart.a') })).root.dataset.name).toBe(
      'dev.mart.a',
    );
  });
});
