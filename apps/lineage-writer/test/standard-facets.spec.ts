import { migrate, openDatabase, type Database } from '@tributary/graph-store';
import { observeEvent, receiveEvent } from '@tributary/openlineage';
import { eventWithFacet, standardFacets, stopTestServer, testDatabase } from '@tributary/testing';
import { storeBatch } from '../src/store-batch';

jest.setTimeout(60_000);

describe("OpenLineage's standard facets", () => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await testDatabase();
    drop = fresh.drop;
    await migrate(fresh.url);
    database = openDatabase(fresh.url);
  });
  afterAll(async () => {
    await database.close();
    await drop();
    await stopTestServer();
  });

  it('are all in the store, every character as it was sent', async () => {
    const texts = [...standardFacets.map(eventWithFacet), withCustomFacet];
    const messages = texts.map((text) => {
      const reception = receiveEvent(text, '2026-03-01T09:00:00Z');
      if ('problems' in reception) throw new Error(JSON.stringify(reception.problems));
      return observeEvent(reception.message, null);
    });

    const outcomes = await storeBatch(database, messages);

    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
    const rows = await database.query<{ body: string }>('select body from raw_event');
    expect(rows.map(({ body }) => body).sort()).toEqual([...texts].sort());
    expect(texts.some((text) => text.includes('9007199254740993'))).toBe(true);
  });
});

/** Whatever a producer thinks of: other spacing, order, numbers. */
const withCustomFacet = `{ "job": {"name":"j","namespace":"n", "facets":{"harbour_tide":{"level":1.50, "b":1e3,"a":[ ]}}},
  "eventTime" : "2026-03-01T08:00:00Z" }`;
