import { stopTestServer } from '@tributary/testing';
import { addRawEventMonths, pruneRawEvents, storeObservations, type Database } from '../src';
import { event } from './support/event-messages';
import { exported, observe } from './support/graph-under-test';
import { openTestDatabase } from './support/open-test-database';
import { eventOf, monthsOf, textsByPartition } from './support/raw-events';

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

  describe('by months', () => {
    const before = new Date('2101-04-10T00:00:00Z');
    /** Three months; a text of the first came late, and one of the last is old enough. */
    const stored = [
      eventOf('jan 1', '2101-01-05T00:00:00Z', '2101-01-05T00:00:01Z'),
      eventOf('jan 2', '2101-01-06T00:00:00Z', '2101-04-20T00:00:00Z'),
      eventOf('feb 1', '2101-02-05T00:00:00Z', '2101-02-05T00:00:01Z'),
      eventOf('feb 2', '2101-02-06T00:00:00Z', '2101-04-09T23:59:59Z'),
      eventOf('mar 1', '2101-03-05T00:00:00Z', '2101-03-05T00:00:01Z'),
      eventOf('apr 1', '2101-04-05T00:00:00Z', '2101-04-05T00:00:01Z'),
      eventOf('apr 2', '2101-04-15T00:00:00Z', '2101-04-15T00:00:01Z'),
    ];
    beforeEach(async () => {
      await addRawEventMonths(database, new Date('2101-01-01T00:00:00Z'));
      await addRawEventMonths(database, new Date('2101-04-01T00:00:00Z'));
      await database.transaction((transaction) => storeObservations(transaction, stored));
    });

    it('those of which all is old enough go whole, a late receipt keeps its own, and a dry run counts the same', async () => {
      const planned = await pruneRawEvents(database, { before, dryRun: true });

      expect(await pruneRawEvents(database, { before })).toEqual(planned);

      expect(planned.events).toBe(5);
      expect(await textsByPartition(database)).toEqual({ raw_event_2101_01: 1, raw_event_2101_04: 1 });
      expect(await monthsOf(database, 2101)).toEqual(['2101-01', '2101-04', '2101-05', '2101-06']);
    });

    it('with another pruner at the same time each text is counted once', async () => {
      const planned = await pruneRawEvents(database, { before, dryRun: true });

      const pruned = await Promise.all([1, 2, 3].map(() => pruneRawEvents(database, { before })));

      expect(pruned.reduce((sum, { events: n }) => sum + n, 0)).toBe(planned.events);
      expect(pruned.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(planned.bytes);
      expect(await texts()).toBe(2);
    });

    it('one that a transaction is at is not waited for: its texts go one by one', async () => {
      const planned = await pruneRawEvents(database, { before, dryRun: true });

      const pruned = await database.transaction(async (other) => {
        await other.query('lock table raw_event_2101_02 in row exclusive mode');
        return await pruneRawEvents(database, { before });
      });

      expect(pruned).toEqual(planned);
      expect(await monthsOf(database, 2101)).toContain('2101-02');
      expect(await pruneRawEvents(database, { before })).toEqual({ events: 0, bytes: 0 });
      expect(await monthsOf(database, 2101)).not.toContain('2101-02');
    });

    it('a latecomer of a month that went is stored, and goes in its time', async () => {
      await pruneRawEvents(database, { before });
      const late = eventOf('feb 3', '2101-02-07T00:00:00Z', '2101-05-01T00:00:00Z');

      await database.transaction((transaction) => storeObservations(transaction, [late]));

      expect(await textsByPartition(database)).toMatchObject({ raw_event_other: 1 });
      expect(await pruneRawEvents(database, { before: new Date('2101-06-01T00:00:00Z') })).toMatchObject({
        events: 3,
      });
    });
  });
});
