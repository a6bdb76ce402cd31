import { createHash } from 'node:crypto';
import type { EventObserved } from '@tributary/contracts';
import { migrate, openDatabase, storeObservations, type Database } from '@tributary/graph-store';
import { silentLogger } from '@tributary/service-kit';
import { stopTestServer, testDatabase } from '@tributary/testing';
import { createRetention, type RetentionOptions } from '../src/retention';

jest.setTimeout(60_000);
afterAll(stopTestServer);

const received = (receivedAt: string): EventObserved => {
  const body = JSON.stringify({ at: receivedAt });
  return {
    type: 'event-observed',
    version: 1,
    receivedAt,
    envelope: {
      class: 'run',
      eventType: 'COMPLETE',
      eventTime: receivedAt,
      eventTimeAsWritten: receivedAt,
      run: null,
      job: { namespace: 'zoo', name: 'feed' },
      dataset: null,
      producer: null,
      schemaURL: null,
      contentHash: createHash('sha256').update(body).digest('hex'),
      warnings: [],
    },
    run: null,
    job: null,
    datasets: [],
    edges: [],
    sql: [],
    warnings: [],
    body,
  };
};

describe('retention of raw events', () => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const fresh = await testDatabase();
    drop = fresh.drop;
    await migrate(fresh.url);
    database = openDatabase(fresh.url);
    const messages = ['2026-01-01', '2026-02-25', '2026-03-01'].map((day) => received(`${day}T00:00:00Z`));
    await database.transaction((transaction) => storeObservations(transaction, messages));
  });
  afterEach(async () => {
    await database.close();
    await drop();
  });

  const kept = async (): Promise<number> =>
    (await database.query<{ n: number }>('select count(*)::integer as n from raw_event'))[0]!.n;
  const months = async (...names: string[]): Promise<number> =>
    (
      await database.query<{ n: number }>(
        'select count(*)::integer as n from pg_class where relname = any($1)',
        [names.map((name) => `raw_event_${name}`)],
      )
    )[0]!.n;
  /** Runs it until it has said something of each word; gives what it counted. */
  const ranUntil = async (words: string[], options: Partial<RetentionOptions>): Promise<number> => {
    let counted = 0;
    let spoke = (): void => undefined;
    const spoken = new Promise<void>((resolve) => (spoke = resolve));
    const awaited = new Set(words);
    const heard = (_fields: unknown, text: string): void => {
      for (const word of words) if (text.includes(word)) awaited.delete(word);
      if (awaited.size === 0) spoke();
    };
    const retention = createRetention({
      database,
      keepDays: 0,
      dryRun: false,
      clock: { now: () => new Date('2026-03-02T00:00:00Z') },
      logger: Object.assign(Object.create(silentLogger) as typeof silentLogger, { info: heard, warn: heard }),
      metrics: { pruned: (events) => void (counted += events) },
      ...options,
    });
    await retention.start?.();
    await spoken;
    await retention.stop?.();
    return counted;
  };

  it('lets go of what is older than it is told to keep', async () => {
    expect(await ranUntil(['gone'], { keepDays: 7 })).toBe(1);
    expect(await kept()).toBe(2);
  });

  it('only tells with a dry run', async () => {
    expect(await ranUntil(['would go'], { keepDays: 3, dryRun: true })).toBe(0);
    expect(await kept()).toBe(3);
  });

  it('keeps all by default, and makes room for the months to come', async () => {
    const clock = { now: () => new Date('2101-12-31T23:00:00Z') };

    expect(await ranUntil(['partitions'], { clock })).toBe(0);

    expect(await kept()).toBe(3);
    expect(await months('2101_12', '2102_01', '2102_02')).toBe(3);
  });

  it('goes on where there is no room to be made', async () => {
    await database.query('drop function add_raw_event_month(text)');

    expect(await ranUntil(['share a partition', 'gone'], { keepDays: 7 })).toBe(1);
  });
});
