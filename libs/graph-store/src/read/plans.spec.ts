import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../../test/support/open-test-database';
import { seedGraph } from '../../test/support/seed-graph';
import type { Database } from '../store/database';
import { createGraphReader, type GraphReader } from './graph-reader';
import { inReadTransaction } from './in-read-transaction';

interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The database, and what is asked of it. */
function recording(database: Database): { recorded: Database; asked: Asked[] } {
  const asked: Asked[] = [];
  const recorded: Database = {
    ...database,
    transaction: (work, begin) =>
      database.transaction(
        (transaction) =>
          work({
            query: (sql, parameters = []) => {
              asked.push({ sql, parameters });
              return transaction.query(sql, parameters);
            },
          }),
        begin,
      ),
  };
  return { recorded, asked };
}

describe('the plans of hot questions', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
    const lines = Array.from({ length: 60 }, (_, n) => `t${n}.x -> t${n + 1}.x`);
    await seedGraph(database, [...lines, 't0.status ~> t5.*']);
    await database.query('analyze');
  });
  afterAll(async () => {
    await database.close();
    await stopTestServer();
  });

  const page = { limit: 10, cursor: null };
  const walk = { dataset: 'mart.t3', column: 'x', depth: 5, ...page };
  const asOf = '2026-06-01T00:00:00Z';
  const questions: Record<string, (reader: GraphReader) => Promise<unknown>> = {
    'lineage up': (reader) => reader.lineage({ ...walk, direction: 'up', kinds: 'all' }),
    'lineage down, direct': (reader) => reader.lineage({ ...walk, direction: 'down', kinds: 'direct' }),
    'lineage as of a time': (reader) => reader.lineage({ ...walk, direction: 'both', kinds: 'all', asOf }),
    'lineage by the last part of a name': (reader) =>
      reader.lineage({ ...walk, dataset: 't3', direction: 'up', kinds: 'all' }),
    impact: (reader) => reader.impact(walk),
    'impact through a whole dataset': (reader) =>
      reader.impact({ ...walk, dataset: 'mart.t0', column: 'status' }),
    'search by one word': (reader) => reader.search({ q: 'status', ...page }),
    'search by two words': (reader) => reader.search({ q: 'mart.t4 xyz', ...page }),
  };

  it.each(Object.keys(questions))('%s reads by index alone', async (name) => {
    const { recorded, asked } = recording(database);
    await questions[name]!(createGraphReader(recorded));

    expect(asked.length).toBeGreaterThan(1);
    for (const { sql, parameters } of asked) {
      const plan = await inReadTransaction(database, 10_000, (transaction) =>
        transaction.query<Record<string, string>>(`explain ${sql}`, parameters),
      );
      const text = plan.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).toMatch(/Index/);
      expect(text).not.toMatch(/Seq Scan/);
    }
  });
});
