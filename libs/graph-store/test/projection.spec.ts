import { stopTestServer } from '@tributary/testing';
import type { LineageQueueMessage } from '@tributary/contracts';
import { exportGraph, projectPending, storeObservations, type Database } from '../src';
import { catalog, statement } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(60_000);
afterAll(stopTestServer);

describe('the projected graph', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const observe = async (...messages: LineageQueueMessage[]): Promise<void> => {
    await database.transaction((transaction) => storeObservations(transaction, messages));
    while ((await projectPending(database)).more);
  };
  /** `t.a <- s.b`, current edges only, sorted. */
  const edges = async (): Promise<string[]> => {
    const rows = await database.query<{ line: string }>(
      `select target.display_name || '.' || to_column.name || case when direct then ' <- ' else ' <~ ' end
              || origin.display_name || '.' || from_column.name as line
       from column_edge
       join dataset_column from_column on from_column.column_id = from_column_id
       join dataset_column to_column on to_column.column_id = to_column_id
       join dataset origin on origin.dataset_id = from_dataset_id
       join dataset target on target.dataset_id = to_dataset_id
       where valid_to is null
       order by 1`,
    );
    return rows.map((row) => row.line.replaceAll('mart.', ''));
  };

  it('shows what a statement moves and what decides about it', async () => {
    await observe(
      catalog(0, { orders: ['id', 'total'], daily: ['total'] }),
      statement(
        {
          sql: 'insert into daily select sum(total) from orders where id > 1',
          output: ['daily', 'append'],
          edges: ['daily.total <= orders.total', 'daily <~ orders.id'],
          reads: ['orders'],
        },
        { id: 'q1', at: 10 },
      ),
    );

    expect(await edges()).toEqual(['daily.* <~ orders.id', 'daily.total <- orders.total']);
    const lines: string[] = [];
    for await (const line of exportGraph(database)) lines.push(line);
    expect(lines.map((line) => (JSON.parse(line) as { record: string }).record)).toEqual([
      'dataset',
      'dataset',
      'edge',
      'influence',
      'evidence',
      'evidence',
      'execution',
    ]);
  });
});
