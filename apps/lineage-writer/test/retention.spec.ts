import { createHash } from 'node:crypto';
import type { EventObserved } from '@tributary/contracts';
import { migrate, openDatabase, storeObservations, type Database } from '@tributary/graph-store';
import { silentLogger } from '@tributary/service-kit';
import { stopTestServer, testDatabase } from '@tributary/testing';
import { createRetention } from '../src/retention';

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
  /** Runs it until it has pruned once; gives what it counted. */
  const prunedOnce = async (keepDays: number, dryRun: boolean): Promise<number> => {
    let counted = 0;
    let spoke = (): void => undefined;
    const spoken = new Promise<void>((resolve) => (spoke = resolve));
    const retention = createRetention({
      database,
      keepDays,
      dryRun,
      clock: { now: () => new Date('2026-03-02T00:00:00Z') },
      logger: Object.assign(Object.create(silentLogger) as typeof silentLogger, { info: () => spoke() }),
      metrics: { pruned: (events) => void (counted += events) },
    });
    await retention.start?.();
    if (keepDays > 0) await spoken;
    await retention.stop?.();
    return counted;
  };

  it('lets go of what is older than it is told to keep', async () => {
    expect(await prunedOnce(7, false)).toBe(1);
    expect(await kept()).toBe(2);
  });

  it('only tells with a dry run', async () => {
    expect(await prunedOnce(3, true)).toBe(0);
    expect(await kept()).toBe(3);
  });

  it('keeps all by default', async () => {
    expect(await prunedOnce(0, false)).toBe(0);
    expect(await kept()).toBe(3);
  });
});
