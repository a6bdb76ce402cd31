import { stopTestServer } from '@tributary/testing';
import { pruneRawEvents, type Database } from '../src';
import { event } from './support/event-messages';
import { exported, observe } from './support/graph-under-test';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(60_000);
afterAll(stopTestServer);

describe('pruning raw events', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const texts = async (): Promise<number> => {
    const [row] = await database.query<{ n: number }>('select count(*)::integer as n from raw_event');
    return row!.n;
  };
  const days = ['2026-03-01', '2026-03-02', '2026-03-03'];
  const events = days.map((day, i) => ({
    ...event({ run: `r${i}`, type: 'COMPLETE', at: i, inputs: ['a'], outputs: ['t'], edges: ['t.x <- a.x'] }),
    receivedAt: `${day}T12:00:00Z`,
  }));

  it('lets go of what was received before, counts it first when asked to, and leaves the graph as it is', async () => {
    await observe(database, ...events);
    const graph = await exported(database);
    const before = new Date('2026-03-03T00:00:00Z');

    const planned = await pruneRawEvents(database, { before, dryRun: true });
    expect(planned.events).toBe(2);
    expect(planned.bytes).toBeGreaterThan(0);
    expect(await texts()).toBe(3);

    expect(await pruneRawEvents(database, { before })).toEqual(planned);
    expect(await texts()).toBe(1);
    expect(await pruneRawEvents(database, { before })).toEqual({ events: 0, bytes: 0 });
    expect(await exported(database)).toEqual(graph);
  });
});
