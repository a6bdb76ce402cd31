import { randomUUID } from 'node:crypto';
import {
  queriesQueueMessage,
  type CollectionRunFinished,
  type LineageExtracted,
  type LineageQueueMessage,
} from '@tributary/contracts';
import { countPending, exportGraph, migrate, openDatabase, type Database } from '@tributary/graph-store';
import { createPublisher, memoryBlobStore, memoryQueue, type MemoryQueue } from '@tributary/messaging';
import { createMetrics, silentLogger, type Component, type Logger } from '@tributary/service-kit';
import { stopTestServer, testDatabase } from '@tributary/testing';
import { createProjector } from '../src/projector';
import { createWriter } from '../src/create-writer';
import type { Outlet } from '../src/openlineage-out/create-outlet';
import { writerMetrics } from '../src/writer-metrics';

jest.setTimeout(60_000);
afterAll(stopTestServer);

const namespace = 'redshift://shop.eu-west-1:5439';
const source = { kind: 'redshift', id: 'redshift:shop', namespace } as const;
const hash = (digit: string): string => digit.repeat(64);

/** `insert into mart.b (y) select x from mart.a`, run at a second of the day. */
const insertion = (
  id: string,
  second: number,
  analysis: Partial<LineageExtracted['analysis']> = {},
): LineageExtracted => ({
  type: 'lineage-extracted',
  version: 1,
  source,
  analysis: {
    key: hash('a'),
    sqlHash: hash('b'),
    shapeHash: hash('c'),
    sql: 'insert into mart.b (y) select x from mart.a',
    dialect: 'redshift',
    database: 'dev',
    searchPath: [],
    tempTables: [],
    engineVersion: '1.0.0',
    statementKind: 'INSERT',
    rung: 'native',
    confidence: { level: 'high', reasons: [] },
    datasets: [
      { namespace, name: 'dev.mart.a', temp: false },
      { namespace, name: 'dev.mart.b', temp: false },
    ],
    inputs: [0],
    outputs: [{ dataset: 1, effect: 'append' }],
    columns: [
      {
        dataset: 1,
        column: 'y',
        sources: [{ dataset: 0, column: 'x', kinds: ['IDENTITY'], masking: false }],
        expression: null,
      },
    ],
    influences: [],
    definedColumns: [],
    schemaChanges: [],
    consulted: [{ dataset: 0, columns: null }],
    diagnostics: [],
    ...analysis,
  },
  executions: [
    {
      executionId: id,
      origin: 'history',
      sessionId: 'session',
      transactionId: null,
      order: 0,
      startedAt: `2026-03-01T08:00:${String(second).padStart(2, '0')}Z`,
      endedAt: `2026-03-01T08:00:${String(second).padStart(2, '0')}.5Z`,
      user: 'etl',
      label: null,
      status: 'success',
      transaction: 'committed',
      textFlags: [],
    },
  ],
});

/** The schema allows it, Postgres does not: February has no 30th day. */
const poison = (): CollectionRunFinished => ({
  type: 'collection-run-finished',
  version: 1,
  source,
  runId: randomUUID(),
  collector: 'redshift-collector',
  window: { from: '2026-02-30T08:00:00Z', to: '2026-02-30T09:00:00Z' },
  startedAt: '2026-02-28T09:00:00Z',
  finishedAt: '2026-02-28T09:00:01Z',
  outcome: 'ok',
  statements: { seen: 0, published: 0, skipped: 0, skippedByCode: {} },
  skippedStatements: [],
  catalog: { tables: 0, views: 0 },
  problems: [],
});

describe('lineage-writer', () => {
  let database: Database;
  let drop: () => Promise<void>;
  let lineage: MemoryQueue;
  let queries: MemoryQueue;
  let running: Component[];

  const migrated = async (url: string): Promise<void> => void (await migrate(url));
  beforeEach(async () => {
    const fresh = await testDatabase({ migrate: migrated });
    drop = fresh.drop;
    database = openDatabase(fresh.url);
    lineage = memoryQueue({ name: 'lineage' });
    queries = memoryQueue({ name: 'queries' });
    running = [];
  });
  afterEach(async () => {
    for (const part of [...running].reverse()) await part.stop?.();
    await database.close();
    await drop();
  });

  const common = { blobs: memoryBlobStore(), logger: silentLogger, metrics: createMetrics() };

  const startWriter = async (logger: Logger = silentLogger, outlet: Outlet | null = null): Promise<void> => {
    const counts = writerMetrics(common.metrics);
    const publisher = createPublisher({ ...common, queue: queries, schema: queriesQueueMessage });
    const projector = createProjector({
      database,
      queries: publisher,
      pauseMs: 10,
      reparsePerMinute: 100,
      logger,
      metrics: counts,
    });
    const writer = createWriter({
      ...common,
      database,
      queue: lineage,
      concurrency: 2,
      maxBatch: 10,
      maxWaitMs: 20,
      visibilityTimeoutSeconds: 30,
      counts,
      outlet,
    });
    for (const part of [projector, writer]) {
      await part.start?.();
      running.push(part);
    }
  };
  const send = async (...messages: (LineageQueueMessage | string)[]): Promise<void> => {
    const bodies = messages.map((message) =>
      typeof message === 'string' ? message : JSON.stringify(message),
    );
    await lineage.send(bodies.map((body) => ({ body, attributes: {} })));
  };
  const atRest = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3;) {
      const { marks } = await countPending(database);
      quiet = lineage.bodies().length === 0 && marks === 0 ? quiet + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const exported = async (): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of exportGraph(database)) lines.push(line);
    return lines;
  };

  it('makes a graph of what it is sent', async () => {
    await startWriter();

    await send(insertion('q1', 1), insertion('q2', 2));
    await atRest();

    const records = (await exported()).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.filter(({ record }) => record === 'edge')).toMatchObject([
      { from: { name: 'dev.mart.a', column: 'x' }, to: { name: 'dev.mart.b', column: 'y' }, validTo: null },
    ]);
    expect(records.filter(({ record }) => record === 'evidence')).toMatchObject([{ executions: 2 }]);
  });

  it('buries the message that cannot be stored, and stores those around it', async () => {
    await send(insertion('q1', 1), poison(), insertion('q2', 2), '{"type":"lineage-extracted"}');
    await startWriter();
    await atRest();

    const [row] = await database.query<{ count: number }>('select count(*)::int as count from execution');
    expect(row?.count).toBe(2);
    expect(lineage.deadLetters.bodies()).toHaveLength(2);
    const letters = await lineage.deadLetters.receive({
      max: 10,
      waitSeconds: 0,
      visibilityTimeoutSeconds: 1,
    });
    expect(letters.map(({ attributes }) => JSON.stringify(attributes)).sort()).toEqual([
      expect.stringContaining('not-storable'),
      expect.stringContaining('unknown-message'),
    ]);
  });

  it('lets a message come again whose OpenLineage could not be kept, stored as it is', async () => {
    const offered: string[] = [];
    await startWriter(silentLogger, {
      name: 'outlet',
      offer: async (messages) => {
        offered.push(...messages.map(({ type }) => type));
        if (offered.length === 1) throw new Error('the bucket is away');
      },
    });

    await send(insertion('q1', 1));
    await atRest();

    expect(offered).toEqual(['lineage-extracted', 'lineage-extracted']);
    expect(await database.query('select count(*)::int as count from execution')).toEqual([{ count: 1 }]);
    expect(lineage.deadLetters.bodies()).toEqual([]);
  });

  it('goes on when one dataset cannot be written, says which, and counts it', async () => {
    await database.query(`alter table dataset add constraint no_b check (name <> 'dev.mart.b')`);
    const logged: unknown[] = [];
    const logger: Logger = Object.assign(Object.create(silentLogger) as Logger, {
      error: (fields: unknown) => void logged.push(fields),
    });
    const other = insertion('q2', 2, {
      key: hash('e'),
      sqlHash: hash('f'),
      datasets: [
        { namespace, name: 'dev.mart.a', temp: false },
        { namespace, name: 'dev.mart.c', temp: false },
      ],
    });
    await startWriter(logger);

    await send(insertion('q1', 1), other);
    await atRest();

    const edges = (await exported()).filter((line) => line.includes('"record": "edge"'));
    expect(edges.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ to: { name: 'dev.mart.c' } }]);
    expect(await countPending(database)).toMatchObject({ marks: 0, stuck: 1 });
    expect(logged[0]).toMatchObject({ code: 'refused-data', datasets: [`${namespace} dev.mart.b`] });
    const { text } = await common.metrics.exposition();
    expect(text).toMatch(/projection_failures_total\{code="refused-data"\} [1-9]/);
  });

  it('two writers that get everything thrice come to the same graph as one that gets it once', async () => {
    const messages = Array.from({ length: 30 }, (_, i) => insertion(`q${i}`, i));
    await startWriter();
    await send(...messages);
    await atRest();
    const once = await exported();

    await startWriter();
    await send(...messages, ...[...messages].reverse(), ...messages);
    await atRest();

    expect(await exported()).toEqual(once);
    expect(once.filter((line) => line.includes('"record": "execution"'))).toHaveLength(30);
  });

  it('asks for a statement to be parsed again once the columns it asked for are known', async () => {
    await startWriter();
    await send(insertion('q1', 10));
    await atRest();
    expect(queries.bodies()).toEqual([]);

    await send({
      type: 'catalog-observed',
      version: 1,
      source,
      runId: 'run',
      observedAt: '2026-03-01T08:00:00Z',
      tables: [
        {
          dataset: { namespace, name: 'dev.mart.a' },
          tableType: 'table',
          columns: [{ name: 'x', type: 'integer', partitionKey: false }],
          location: null,
          linkTo: null,
          owner: null,
          description: null,
        },
      ],
      externalSchemas: [],
      datashares: [],
      searchPaths: [],
    });
    await atRest();
    while (queries.bodies().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));

    expect(queries.bodies().map((body) => queriesQueueMessage.parse(JSON.parse(body)))).toMatchObject([
      { source, statements: [{ executionId: 'q1', sql: 'insert into mart.b (y) select x from mart.a' }] },
    ]);

    // The parser's answer settles it.
    await send(insertion('q1', 10, { key: hash('d'), consulted: [{ dataset: 0, columns: ['x'] }] }));
    await atRest();
    expect(await countPending(database)).toEqual({ marks: 0, stuck: 0, reparsesDue: 0, reparsesGivenUp: 0 });
  });
});
