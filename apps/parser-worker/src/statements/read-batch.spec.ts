import { lineageExtracted } from '@tributary/contracts';
import { edgesOf } from '../../test/support/edges-of';
import { batch, statement } from '../../test/support/factories';
import { fixedCatalog } from '../../test/support/fixed-catalog';
import { inlineEngine } from '../../test/support/inline-engine';
import { engineOver, ParseTimeout } from '../engine/engine';
import { runTask } from '../engine/task';
import { readBatch } from './read-batch';

const read = async (
  ...[observed, catalog = fixedCatalog()]: [Parameters<typeof readBatch>[0], ReturnType<typeof fixedCatalog>?]
) => {
  const { messages } = await readBatch(observed, inlineEngine, catalog);
  return messages.map((message) => lineageExtracted.parse(message));
};

describe('readBatch', () => {
  it('gives the columns that flow, with the columns of the tables as of the start', async () => {
    const catalog = fixedCatalog({
      'dev.sales.orders': ['id', 'order_date', 'amount'],
      'dev.mart.daily': ['day', 'revenue'],
    });
    const insert = statement(
      'insert into mart.daily select order_date, sum(amount) from sales.orders group by 1',
    );

    const [message] = await read(batch([insert]), catalog);

    expect(edgesOf(message!.analysis)).toEqual([
      'dev.mart.daily.day <- dev.sales.orders.order_date identity',
      'dev.mart.daily.revenue <- dev.sales.orders.amount aggregation',
    ]);
    expect(message!.analysis.rung).toBe('native');
    expect(message!.executions).toEqual([
      expect.objectContaining({ executionId: insert.executionId, startedAt: '2026-03-01T08:00:00Z' }),
    ]);
    expect(catalog.questions).toHaveLength(1);
    expect(catalog.questions[0]).toContainEqual({
      dataset: { namespace: 'redshift://shop.eu-west-1:5439', name: 'dev.sales.orders', temp: false },
      at: '2026-03-01T08:00:00Z',
      position: 0,
      sessionId: null,
      sourceId: 'redshift:shop.eu-west-1',
    });
  });

  it('hands on which tables the warehouse touched', async () => {
    const tablesTouched = { reads: ['dev.sales.orders'], writes: [] };

    const messages = await read(
      batch([statement('select a from sales.orders', { tablesTouched }), statement('select b from s.u')]),
    );

    expect(messages.map(({ executions }) => executions[0]!.tablesTouched)).toEqual([
      tablesTouched,
      undefined,
    ]);
  });

  it('asks the catalog once for a whole batch', async () => {
    const catalog = fixedCatalog();

    await read(batch([statement('select a from s.t'), statement('select b from s.u')]), catalog);

    expect(catalog.questions).toHaveLength(1);
  });

  it('says which schemas were asked for and not known', async () => {
    const [message] = await read(batch([statement('create table mart.x as select * from sales.orders')]));

    const { consulted, datasets, definedColumns } = message!.analysis;
    expect(consulted.map(({ dataset, columns }) => [datasets[dataset]!.name, columns])).toContainEqual([
      'dev.sales.orders',
      null,
    ]);
    expect(definedColumns[0]!.columns).toBeNull();
  });

  it('takes a view definition as of its last sighting', async () => {
    const catalog = fixedCatalog();
    const view = statement('create view mart.v as select * from sales.orders', {
      origin: 'view-definition',
      endedAt: '2026-03-09T00:00:00Z',
    });

    await read(batch([view]), catalog);

    expect(new Set(catalog.questions[0]!.map(({ at }) => at))).toEqual(new Set(['2026-03-09T00:00:00Z']));
  });

  it('knows a temp table that the session made before', async () => {
    const session = { sessionId: 's1' };
    const statements = [
      statement('create temp table totals as select id, amount as total from sales.orders', session),
      statement('insert into mart.best select * from totals', { ...session, order: 1 }),
      statement('insert into mart.best select * from totals', { sessionId: 's2' }),
    ];

    const messages = await read(
      batch(statements),
      fixedCatalog({ 'dev.mart.best': ['id', 'total'], 'dev.sales.orders': ['id', 'amount'] }),
    );

    const [, own, others] = messages.map(({ analysis }) => analysis);
    expect(own!.tempTables).toEqual(['totals']);
    expect(own!.datasets).toContainEqual({
      namespace: 'redshift://shop.eu-west-1:5439',
      name: 'totals',
      temp: true,
    });
    expect(edgesOf(own!)).toEqual([
      'dev.mart.best.id <- totals.id identity',
      'dev.mart.best.total <- totals.total identity',
    ]);
    expect(others!.tempTables).toEqual([]);
    expect(others!.datasets.map(({ name }) => name)).toContain('dev.public.totals');
  });

  it('knows a temp table that the store has seen in the session', async () => {
    const observed = batch([statement('insert into mart.best select * from totals', { sessionId: 's1' })]);

    const [message] = await read(
      observed,
      fixedCatalog({ 'temp:totals': ['id'], 'dev.mart.best': ['id'], 'dev.public.totals': ['wrong'] }),
    );

    expect(message!.analysis.tempTables).toEqual(['totals']);
    expect(edgesOf(message!.analysis)).toEqual(['dev.mart.best.id <- totals.id identity']);
  });

  it.each([
    ['dropped', 'drop table totals', {}],
    ['renamed', 'alter table totals rename to sums', {}],
  ])('a %s temp table is no temp table any more', async (_, sql, facts) => {
    const session = { sessionId: 's1', ...facts };
    const messages = await read(
      batch([
        statement('create temp table totals as select 1 as id', session),
        statement(sql, session),
        statement('insert into mart.best select id from totals', session),
      ]),
    );

    expect(messages[1]!.analysis.tempTables).toEqual(['totals']);
    expect(messages[2]!.analysis.datasets.map(({ name }) => name)).toContain('dev.public.totals');
  });

  it.each([{ status: 'failed' as const }, { transaction: 'rolled-back' as const }])(
    'a temp table of a statement without effect does not exist: %j',
    async (facts) => {
      const messages = await read(
        batch([
          statement('create temp table totals as select 1 as id', { sessionId: 's1', ...facts }),
          statement('insert into mart.best select id from totals', { sessionId: 's1' }),
        ]),
      );

      expect(messages[1]!.analysis.tempTables).toEqual([]);
    },
  );

  it('believes the writer when it asks again with other temp tables', async () => {
    const observed = batch(
      [
        statement('insert into mart.best select id from totals', { sessionId: 's1', tempTables: [] }),
        statement('insert into mart.best select id from sums', { sessionId: 's1', tempTables: ['sums'] }),
      ],
      { runId: 'reparse:7' },
    );

    const messages = await read(observed, fixedCatalog({ 'temp:totals': ['id'] }));

    expect(messages.map(({ analysis }) => analysis.tempTables)).toEqual([[], ['sums']]);
  });

  it('temp tables that a statement does not mention make no other result of it', async () => {
    const sql = 'insert into mart.best select id from sales.orders';
    const messages = await read(
      batch([
        statement('create temp table totals as select 1 as id', { sessionId: 's1' }),
        statement(sql, { sessionId: 's1' }),
        statement(sql, { sessionId: 's2' }),
      ]),
    );

    expect(messages).toHaveLength(2);
    expect(messages[1]!.executions).toHaveLength(2);
  });

  it('groups executions of one statement, however it is formatted', async () => {
    const texts = ['select a from s.t', 'SELECT a\n  FROM s.t -- nightly'];
    const forth = await read(batch(texts.map((sql, i) => statement(sql, { executionId: `e${i}` }))));
    const back = await read(
      batch([...texts].reverse().map((sql, i) => statement(sql, { executionId: `e${i}` }))),
    );

    expect(forth).toHaveLength(1);
    expect(forth[0]!.executions.map(({ executionId }) => executionId)).toEqual(['e0', 'e1']);
    expect(back[0]!.analysis).toEqual(forth[0]!.analysis);
  });

  it.each([
    ['nonsense', 'selekt from where )('],
    ['nothing', ' '],
    ['an empty name', 'insert into "" select a from s.t'],
    ['a name longer than any warehouse allows', `select 1 from s.${'n'.repeat(7000)}`],
    ['half a surrogate pair', "select '\ud800' as x from s.t"],
    ['deep nesting', `select ${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
  ])('%s becomes a result, and the rest of the batch goes on', async (_, sql) => {
    const messages = await read(batch([statement(sql), statement('insert into mart.x select a from s.t')]));

    expect(messages).toHaveLength(2);
    expect(edgesOf(messages[1]!.analysis)).toEqual(['dev.mart.x.a <- dev.s.t.a identity']);
  });

  it('says why a statement could not be read', async () => {
    const [message] = await read(batch([statement('insert into mart.daily selekt a from (sales.orders')]));

    expect(message!.analysis).toMatchObject({ rung: 'tables-only', confidence: { level: 'low' } });
    expect(message!.analysis.diagnostics[0]!.code).toBe('syntax');
  });

  it('reads the rest of a batch when the kill timer ends a statement', async () => {
    const engine = engineOver(async (task) => {
      if (task.kind === 'analyze' && task.request.sql.includes('slow'))
        throw new ParseTimeout('no result within 1 s');
      return runTask(task);
    });
    const slow = statement('select slow from s.t');

    const result = await readBatch(batch([slow, statement('select a from s.t')]), engine, fixedCatalog());

    expect(result.messages).toHaveLength(1);
    expect(result.timedOut).toEqual([{ executionId: slow.executionId, reason: 'no result within 1 s' }]);
  });
});
