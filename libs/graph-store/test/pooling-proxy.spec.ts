import { poolingProxy, stopTestServer, testDatabase } from '@tributary/testing';
import {
  addRawEventMonths,
  createGraphReader,
  migrate,
  openDatabase,
  pruneRawEvents,
  rebuild,
  storeObservations,
} from '../src';
import { eventfulDay } from './support/eventful-day';
import { exported, observe } from './support/graph-under-test';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(120_000);
afterAll(stopTestServer);

describe('through a proxy that pools by transaction', () => {
  const opened: (() => Promise<void>)[] = [];
  const open = <T>(what: T, close: (what: T) => Promise<void>): T => {
    opened.unshift(() => close(what));
    return what;
  };
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  it('migrations, writers side by side, reads and a rebuild are what they are without one', async () => {
    const direct = open(await openTestDatabase(), (database) => database.close());
    await observe(direct, ...eventfulDay());
    const expected = await exported(direct);
    const there = open(await testDatabase(), (database) => database.drop());
    const proxy = open(await poolingProxy(there.url, 3), (running) => running.stop());

    await Promise.all([migrate(proxy.url), migrate(proxy.url)]);
    const writers = Array.from({ length: 3 }, () =>
      open(openDatabase(proxy.url, { maxConnections: 4 }), (database) => database.close()),
    );
    const [one] = writers;
    await Promise.all(
      eventfulDay().map((message, i) =>
        writers[i % 3]!.transaction((transaction) => storeObservations(transaction, [message])),
      ),
    );
    await Promise.all(writers.map((writer) => observe(writer)));
    await Promise.all(writers.map((writer) => addRawEventMonths(writer, new Date('2101-01-01'))));
    await Promise.all(writers.map((writer) => pruneRawEvents(writer, { before: new Date('2101-03-01') })));

    expect(await exported(one!)).toEqual(expected);
    const answers = await Promise.all(
      [one!, direct].map(async (database) => {
        const reader = createGraphReader(database);
        const [dataset, found] = await Promise.all([
          reader.dataset('mart'),
          reader.search({ q: 'mart', limit: 10, cursor: null }),
        ]);
        return { dataset, found };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    await rebuild(one!);
    expect(await exported(one!)).toEqual(expected);

    // More clients than connections, and each connection had its turns: it was the proxy that all of this went through.
    expect(proxy.clients()).toBeGreaterThan(3);
    expect(Math.min(...proxy.transactions())).toBeGreaterThan(5);
  });
});
