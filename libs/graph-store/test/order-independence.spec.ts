import type { LineageQueueMessage } from '@tributary/contracts';
import { stopTestServer } from '@tributary/testing';
import fc from 'fast-check';
import { rebuild, storeObservations, projectPending, type Database } from '../src';
import { eventfulDay } from './support/eventful-day';
import { exported, observe } from './support/graph-under-test';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(120_000);
afterAll(stopTestServer);

describe('the same observations', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  it('give the same export in any order, any batches, and with repetitions; and so does a rebuild', async () => {
    const messages = eventfulDay();
    await observe(database, ...messages);
    const expected = await exported(database);
    expect(expected.length).toBeGreaterThan(60);

    const arrival = fc
      .shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2 })
      .chain((order) =>
        fc.tuple(
          fc.constant(order),
          fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 50, maxLength: 50 }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(arrival, async ([order, sizes]) => {
        const other = await openTestDatabase();
        try {
          for (let at = 0, i = 0; at < order.length; at += sizes[i]!, i += 1) {
            await observe(other, ...order.slice(at, at + sizes[i]!));
          }
          expect(await exported(other)).toEqual(expected);
        } finally {
          await other.close();
        }
      }),
      // Shrinking takes minutes here, and the seed is printed.
      { numRuns: 12, endOnFailure: true },
    );

    await rebuild(database, { limit: 7 });
    expect(await exported(database)).toEqual(expected);
  });

  it('give the same export when parallel writers and projectors share them', async () => {
    const messages = eventfulDay();
    await observe(database, ...messages);
    const expected = await exported(database);
    const other = await openTestDatabase();
    try {
      const write = async (mine: readonly LineageQueueMessage[]): Promise<void> => {
        for (let at = 0; at < mine.length; at += 3) {
          const batch = mine.slice(at, at + 3);
          await other.transaction((transaction) => storeObservations(transaction, batch));
          await projectPending(other);
        }
      };
      await Promise.all([write(messages), write([...messages].reverse()), write(messages.slice(9))]);
      while ((await projectPending(other)).marks > 0);

      expect(await exported(other)).toEqual(expected);
    } finally {
      await other.close();
    }
  });
});
