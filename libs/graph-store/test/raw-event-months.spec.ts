import { stopTestServer, testDatabase } from '@tributary/testing';
import { addRawEventMonths, migrate, openDatabase, storeObservations, type Database } from '../src';
import { migrations } from '../src/migrations';
import createLedger from '../src/statements/create-migration-ledger.sql';
import insertApplied from '../src/statements/insert-applied-migration.sql';
import { openTestDatabase } from './support/open-test-database';
import { eventOf, monthsOf, textsByPartition } from './support/raw-events';

jest.setTimeout(60_000);
afterAll(stopTestServer);

describe('the months of raw events', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const store = (...events: ReturnType<typeof eventOf>[]): Promise<void> =>
    database.transaction((transaction) => storeObservations(transaction, events));

  it('are made ahead once, however many make them, and take in what came before them', async () => {
    await store(
      eventOf('earlier', '1999-01-01T00:00:00Z', '2101-01-01T00:00:00Z'),
      eventOf('now', '2101-11-30T23:59:59.999Z', '2101-12-01T00:00:00Z'),
      eventOf('next', '2101-12-01T00:00:00Z', '2101-12-01T00:00:00Z'),
      eventOf('ahead', '2102-01-31T23:59:59.999Z', '2101-12-01T00:00:00Z'),
      eventOf('absurd', '9999-12-31T23:59:59Z', '2101-12-01T00:00:00Z'),
    );

    const added = await Promise.all(
      [1, 2, 3].map(() => addRawEventMonths(database, new Date('2101-11-30T23:00:00Z'))),
    );

    expect(added.flat().sort()).toEqual(['2101-11', '2101-12', '2102-01']);
    expect(await textsByPartition(database)).toEqual({
      raw_event_2101_11: 1,
      raw_event_2101_12: 1,
      raw_event_2102_01: 1,
      raw_event_earlier: 1,
      raw_event_other: 1,
    });
  });

  it('are not made of what lies before the first, where a clock is behind', async () => {
    expect(await addRawEventMonths(database, new Date('1999-01-01T00:00:00Z'))).toEqual([]);
    expect(await monthsOf(database, 1999)).toEqual([]);
  });

  it('are months', async () => {
    await expect(database.query(`select add_raw_event_month('2101-13')`)).rejects.toThrow('no month');
    await expect(database.query(`select drop_raw_event_month('other', '9999')`)).rejects.toThrow('no month');
  });

  it('wait for nobody for long, and events are stored without them', async () => {
    const ahead = eventOf('ahead', '2101-03-01T00:00:00Z', '2101-03-01T00:00:00Z');

    await database.transaction(async (other) => {
      await storeObservations(other, [ahead]);
      await expect(database.query(`select add_raw_event_month('2101-03')`)).rejects.toThrow('lock timeout');
    });

    expect(await textsByPartition(database)).toEqual({ raw_event_other: 1 });
    expect(await addRawEventMonths(database, new Date('2101-03-01T00:00:00Z'))).toContain('2101-03');
    expect(await textsByPartition(database)).toEqual({ raw_event_2101_03: 1 });
  });

  it('hold a text once, with its first receipt, whoever brings it again', async () => {
    await addRawEventMonths(database, new Date('2101-03-01T00:00:00Z'));
    const first = eventOf('r', '2101-03-05T00:00:00Z', '2101-03-05T00:00:00Z');
    const again = { ...first, receivedAt: '2101-03-06T00:00:00Z' };
    await store(first);

    await Promise.all([store(again), store(again, first), store(again)]);

    const rows = await database.query('select body, received_at as at from raw_event');
    expect(rows).toEqual([{ body: first.body, at: '2101-03-05T00:00:00.000000000Z' }]);
  });
});

describe('migrating raw events to months', () => {
  it('keeps every text, with when it was received', async () => {
    const { url, drop } = await testDatabase();
    const database = openDatabase(url);
    await database.transaction(async (transaction) => {
      await transaction.query(createLedger);
      for (const { id, name, sql } of migrations.filter((migration) => migration.id < 12)) {
        await transaction.query(sql);
        await transaction.query(insertApplied, [id, name]);
      }
    });
    const days = ['0001-01-01', '2024-02-29', '9999-12-31'];
    const today = new Date().toISOString().slice(0, 10);
    for (const [i, day] of [...days, today].entries()) {
      const hash = `hash ${i}`;
      await database.query(
        `insert into openlineage_event (content_hash, class, event_at, body, received_at) values ($1, 'run', $2, '{}', $3)`,
        [hash, `${day}T08:00:00.000000000Z`, `2026-03-0${i + 1}T00:00:00.000000000Z`],
      );
      await database.query(`insert into raw_event values ($1, $2, $3)`, [
        hash,
        `text ${i}`,
        i === 0 ? null : `2026-04-0${i + 1}T00:00:00.000000000Z`,
      ]);
    }

    await Promise.all([migrate(url), migrate(url), migrate(url)]);

    const rows = await database.query(
      'select content_hash, body, left(event_at, 10) as day, left(received_at, 10) as received from raw_event order by 1',
    );
    expect(rows).toEqual(
      [...days, today].map((day, i) => ({
        content_hash: `hash ${i}`,
        body: `text ${i}`,
        day,
        received: i === 0 ? '2026-03-01' : `2026-04-0${i + 1}`,
      })),
    );
    expect(await textsByPartition(database)).toMatchObject({
      [`raw_event_${today.slice(0, 7).replace('-', '_')}`]: 1,
      raw_event_other: 1,
    });
    await database.close();
    await drop();
  });
});
