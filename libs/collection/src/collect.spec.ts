import type { LineageQueueMessage, QueryObserved } from '@tributary/contracts';
import { type MemoryPublisher, memoryPublisher } from '@tributary/messaging';
import { silentLogger } from '@tributary/service-kit';
import { type CollectOptions, collect } from './collect';
import type { CatalogReading } from './source/catalog-source';
import type { CollectedStatement, HistoryItem, HistorySource } from './source/history-source';
import { SourcePausedError } from './source/source-paused-error';
import { memoryStateStore } from './state/memory-state-store';
import type { StateStore } from './state/state-store';
import type { Window } from './window/plan-window';

const NOW = new Date('2026-05-10T12:00:00Z');
const source = {
  kind: 'redshift',
  id: 'redshift:shop',
  namespace: 'redshift://shop.eu-west-1:5439',
} as const;

const statement = (more: Partial<CollectedStatement> = {}): HistoryItem => ({
  kind: 'statement',
  statement: {
    executionId: '1',
    sessionId: 's1',
    transactionId: 't1',
    order: 0,
    startedAt: '2026-05-10T11:00:00.000000Z',
    endedAt: '2026-05-10T11:00:01.000000Z',
    user: 'etl',
    label: null,
    status: 'success',
    transaction: 'committed',
    textFlags: [],
    dialect: 'redshift',
    database: 'shop',
    searchPath: ['public'],
    sql: 'insert into a select b from c',
    ...more,
  },
});

const table = (name: string): CatalogReading['tables'][number] => ({
  dataset: { namespace: source.namespace, name },
  tableType: 'table',
  columns: [{ name: 'id', type: 'bigint', partitionKey: false }],
  location: null,
  linkTo: null,
  owner: null,
  description: null,
});

const emptyCatalog: CatalogReading = {
  tables: [],
  externalSchemas: [],
  datashares: [],
  searchPaths: [],
  views: [],
  problems: [],
};

interface Scene {
  readonly queries: MemoryPublisher<QueryObserved>;
  readonly lineage: MemoryPublisher<LineageQueueMessage>;
  readonly state: StateStore;
  readonly windows: Window[];
  readonly pendingSeen: (readonly string[])[];
  readonly run: (more?: Partial<CollectOptions>) => ReturnType<typeof collect>;
}

function scene(items: readonly HistoryItem[], reading: Partial<CatalogReading> = {}): Scene {
  const queries = memoryPublisher<QueryObserved>();
  const lineage = memoryPublisher<LineageQueueMessage>();
  const state = memoryStateStore();
  const windows: Window[] = [];
  const pendingSeen: (readonly string[])[] = [];
  const history: HistorySource = {
    now: async () => NOW,
    retentionDays: 7,
    read: async function* (window, pending) {
      windows.push(window);
      pendingSeen.push(pending);
      yield* items;
    },
  };
  const run = (more: Partial<CollectOptions> = {}) =>
    collect({
      source,
      collector: 'test',
      runId: 'run-1',
      history,
      catalog: { read: async () => ({ ...emptyCatalog, ...reading }) },
      state,
      queries,
      lineage,
      window: { lookbackMinutes: 120, settleMinutes: 5, initialLookbackDays: 7 },
      clock: { now: () => NOW },
      logger: silentLogger,
      ...more,
    });
  return { queries, lineage, state, windows, pendingSeen, run };
}

const statements = (publisher: MemoryPublisher<QueryObserved>) =>
  publisher.published.flatMap((message) => message.statements);

describe('a collector run', () => {
  it('publishes the catalog, the views, the statements, then the ledger, and moves the watermark', async () => {
    const view = {
      dataset: { namespace: source.namespace, name: 'shop.mart.v' },
      sql: 'create view mart.v as select 1',
      dialect: 'redshift',
      database: 'shop',
      searchPath: [],
    };
    const { queries, lineage, state, run } = scene([statement()], {
      tables: [table('shop.a')],
      views: [view],
    });

    const report = await run();

    expect(lineage.published.map(({ type }) => type)).toEqual([
      'catalog-observed',
      'collection-run-finished',
    ]);
    expect(statements(queries).map(({ origin }) => origin)).toEqual(['view-definition', 'history']);
    expect(statements(queries)[0]?.executionId).toMatch(
      /^view:redshift:\/\/shop\.eu-west-1:5439\/shop\.mart\.v:[0-9a-f]{64}$/,
    );
    expect(report).toMatchObject({
      outcome: 'ok',
      statements: { seen: 1, published: 1, skipped: 0 },
      catalog: { tables: 1, views: 1 },
      window: { from: '2026-05-03T12:00:00.000Z', to: '2026-05-10T11:55:00.000Z' },
    });
    expect((await state.read())?.state).toMatchObject({ watermark: '2026-05-10T11:55:00.000Z' });
  });

  it('publishes no secret and one hash for one statement, however it is written', async () => {
    const { queries, run } = scene([
      statement({
        sql: "COPY a FROM 's3://b/c' CREDENTIALS 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=wJalr'",
      }),
      statement({ sql: 'SELECT 1 -- note', executionId: '2' }),
      statement({ sql: 'select  1;', executionId: '3' }),
    ]);

    await run();

    const [copy, one, two] = statements(queries);
    expect(copy?.textFlags).toEqual(['redacted']);
    expect(JSON.stringify(queries.published)).not.toMatch(/wJalr|AKIA/);
    expect(one?.sqlHash).toBe(two?.sqlHash);
  });

  it('counts every statement as published or skipped', async () => {
    const { lineage, run } = scene([
      statement(),
      { kind: 'skip', executionId: '2', code: 'text-missing', detail: 'no rows' },
      { kind: 'skip', executionId: '3', code: 'own-statement', detail: 'history' },
      statement({ executionId: '4', dialect: 'klingon' }),
    ]);

    await run();

    expect(lineage.published.at(-1)).toMatchObject({
      outcome: 'partial',
      statements: {
        seen: 4,
        published: 1,
        skipped: 3,
        skippedByCode: { 'text-missing': 1, 'own-statement': 1, unreadable: 1 },
      },
      skippedStatements: [
        { executionId: '2', code: 'text-missing' },
        { executionId: '3', code: 'own-statement' },
        { executionId: '4', code: 'unreadable' },
      ],
    });
  });

  it('packs statements by number and by size', async () => {
    const many = Array.from({ length: 120 }, (_, index) => statement({ executionId: String(index) }));
    const big = Array.from({ length: 3 }, (_, index) =>
      statement({ executionId: `big-${index}`, sql: `select '${'x'.repeat(150_000)}'` }),
    );
    const { queries, run } = scene([...many, ...big]);

    await run();

    expect(queries.published.map((message) => message.statements.length)).toEqual([50, 50, 21, 1, 1]);
    expect(statements(queries)).toHaveLength(123);
  });

  it('reads again what the run before read last, and what was still running', async () => {
    const { windows, pendingSeen, run } = scene([
      { kind: 'skip', executionId: 'slow', code: 'still-running', detail: 'running' },
    ]);

    await run();
    const second = await run();

    expect(windows[1]?.from).toEqual(new Date('2026-05-10T09:55:00Z'));
    expect(pendingSeen).toEqual([[], ['slow']]);
    expect(second.outcome).toBe('ok');
  });

  it('asks again what became of open transactions, and says when the warehouse has forgotten', async () => {
    const open = { ...statement({ executionId: 'open', transaction: 'unknown' }), undecided: true } as const;
    const { pendingSeen, state, run } = scene([
      open,
      { kind: 'skip', executionId: 'slow', code: 'still-running', detail: 'running' },
    ]);
    await run();
    expect((await state.read())?.state).toMatchObject({ pending: ['slow'], undecided: ['open'] });

    const history: HistorySource = {
      now: async () => NOW,
      retentionDays: 7,
      read: async function* (_window, unfinished) {
        pendingSeen.push(unfinished);
        yield* [];
      },
    };
    const report = await run({ history });

    expect(pendingSeen).toEqual([[], ['slow', 'open']]);
    expect(report).toMatchObject({
      outcome: 'partial',
      skippedStatements: [{ executionId: 'slow', code: 'text-missing' }],
      problems: [{ code: 'transactions-forgotten' }],
    });
    expect((await state.read())?.state).toMatchObject({ pending: [], undecided: [] });
  });

  it('warns before the warehouse forgets, when nothing is missing yet', async () => {
    const { state, run } = scene([]);
    await state.write(
      { version: 1, watermark: '2026-05-05T11:00:00.000Z', runId: 'old', pending: [], undecided: [] },
      null,
    );

    expect(await run()).toMatchObject({ outcome: 'ok', problems: [{ code: 'history-gap-near' }] });
    expect(await run()).toMatchObject({ outcome: 'ok', problems: [] });
  });

  it('leaves the watermark where it is when a message is not accepted, and reports the failure', async () => {
    const { queries, lineage, state, run } = scene([statement()]);
    queries.failNext(new Error('the queue is gone'));

    await expect(run()).rejects.toThrow('the queue is gone');

    expect(lineage.published.at(-1)).toMatchObject({ type: 'collection-run-finished', outcome: 'failed' });
    expect(await state.read()).toBeNull();
  });

  it('leaves the watermark alone when its window was given by hand', async () => {
    const { state, run } = scene([statement()]);
    const window = { lookbackMinutes: 120, settleMinutes: 5, initialLookbackDays: 7 };

    await run({ window: { ...window, from: new Date('2026-05-01T00:00:00Z') } });

    expect(await state.read()).toBeNull();
  });

  it('leaves the watermark of a run that finished meanwhile', async () => {
    const { state, run } = scene([statement()]);
    const theirs = {
      version: 1 as const,
      watermark: '2026-05-10T11:58:00.000Z',
      runId: 'theirs',
      pending: [],
      undecided: [],
    };
    const overtaken: StateStore = {
      read: async () => {
        const seen = await state.read();
        await state.write(theirs, seen);
        return seen;
      },
      write: (next, previous) => state.write(next, previous),
    };

    await expect(run({ state: overtaken })).resolves.toMatchObject({ outcome: 'ok' });

    expect((await state.read())?.state.runId).toBe('theirs');
  });

  it('goes on without a catalog that cannot be read, and says so', async () => {
    const { queries, run } = scene([statement()]);

    const report = await run({
      catalog: {
        read: async () => {
          throw new Error('permission denied for pg_class');
        },
      },
    });

    expect(statements(queries)).toHaveLength(1);
    expect(report).toMatchObject({
      outcome: 'partial',
      problems: [{ code: 'catalog-unreadable', detail: 'permission denied for pg_class' }],
    });
  });

  it('takes a paused warehouse for a reason to come again', async () => {
    const { state, run } = scene([statement()]);

    const report = await run({
      history: {
        retentionDays: 7,
        now: async () => {
          throw new SourcePausedError('paused');
        },
        read: async function* () {
          yield* [];
        },
      },
    });

    expect(report).toMatchObject({ outcome: 'partial', problems: [{ code: 'warehouse-paused' }] });
    expect(await state.read()).toBeNull();
  });

  it('names the gap after an outage longer than the memory of the warehouse', async () => {
    const { state, run } = scene([]);
    await state.write(
      { version: 1, watermark: '2026-05-01T00:00:00.000Z', runId: 'old', pending: [], undecided: [] },
      null,
    );

    expect(await run()).toMatchObject({ outcome: 'partial', problems: [{ code: 'history-gap' }] });
  });
});
