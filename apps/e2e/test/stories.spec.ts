import type {
  CoverageResponse,
  DatasetResponse,
  DiffResponse,
  EvidenceResponse,
  ImpactResponse,
  LineageResponse,
  MarquezLineage,
  PathsResponse,
  ResolveResponse,
} from '@tributary/contracts';
import { idOf, Story } from '../src/support/story';

const short = (id: string): string => id.replace(/^.*?\/dev\./, '').replace(/^s3:\/\/story\//, 's3 ');

/** `from -> to` for every edge, sorted. */
const edgesOf = (edges: LineageResponse['edges'] | DiffResponse['changes'][number]['edge'][]): string[] =>
  edges
    .map(({ from, to }) => `${short(from.datasetId)}.${from.column} -> ${short(to.datasetId)}.${to.column}`)
    .sort();

describe('history, told through the queues', () => {
  let story: Story;
  beforeAll(async () => {
    story = await Story.start();
  });
  afterAll(() => story.stop());

  const up = async (dataset: string, query = ''): Promise<string[]> =>
    edgesOf(
      (
        await story.ask<LineageResponse>(
          `/v1/lineage?dataset=${encodeURIComponent(dataset)}&direction=up&depth=50${query}`,
        )
      ).edges,
    );
  const diff = async (dataset: string, from: string, to: string): Promise<Record<string, string[]>> => {
    const { changes } = await story.ask<DiffResponse>(
      `/v1/diff?dataset=${encodeURIComponent(dataset)}&from=${from}&to=${to}`,
    );
    const of = (change: string): string[] =>
      edgesOf(changes.filter((each) => each.change === change).map(({ edge }) => edge));
    return { added: of('added'), removed: of('removed') };
  };

  it('the graph as it was, and what changed since: a view is defined anew', async () => {
    await story.showTables('asof.raw: a, b');
    await story.tell(
      { at: '2026-03-10T08:00:00Z', sql: 'create or replace view asof.v as select b as x from asof.raw' },
      { at: '2026-03-02T08:00:00Z', sql: 'create view asof.v as select a as x from asof.raw' },
    );
    await story.untilAtRest();

    expect(await up('asof.v', '&asOf=2026-03-05')).toEqual(['asof.raw.a -> asof.v.x']);
    expect(await up('asof.v', '&asOf=2026-03-01')).toEqual([]);
    expect(await up('asof.v')).toEqual(['asof.raw.b -> asof.v.x']);
    const before = await story.ask<ImpactResponse>('/v1/impact?dataset=asof.raw&column=a&asOf=2026-03-05');
    expect(before.affected.map(({ dataset }) => dataset.displayName)).toEqual(['asof.v']);
    expect(await diff('asof.v', '2026-03-05', '2026-03-15')).toEqual({
      added: ['asof.raw.b -> asof.v.x'],
      removed: ['asof.raw.a -> asof.v.x'],
    });
    expect(await diff('asof.v', '2026-03-05', '2026-03-06')).toEqual({ added: [], removed: [] });
  });

  it('a swap takes the history along: what read the old table still shows the old one', async () => {
    await story.showTables('swap.raw: a, b', 'swap.out: x');
    await story.tell(
      { at: '2026-03-02T08:00:00Z', sql: 'create table swap.t as select a as x from swap.raw' },
      { at: '2026-03-02T09:00:00Z', sql: 'insert into swap.out select x from swap.t' },
      { at: '2026-03-03T08:00:00Z', sql: 'create table swap.t_new as select b as x from swap.raw' },
      { at: '2026-03-03T08:01:00Z', sql: 'alter table swap.t rename to t_old' },
      { at: '2026-03-03T08:02:00Z', sql: 'alter table swap.t_new rename to t' },
      { at: '2026-03-04T09:00:00Z', sql: 'insert into swap.out select x from swap.t' },
    );
    await story.untilAtRest();

    expect(await up('swap.t')).toEqual(['swap.raw.b -> swap.t.x']);
    expect(await up('swap.t_old')).toEqual(['swap.raw.a -> swap.t_old.x']);
    expect(await up('swap.out')).toEqual([
      'swap.raw.a -> swap.t_old.x',
      'swap.raw.b -> swap.t.x',
      'swap.t.x -> swap.out.x',
      'swap.t_old.x -> swap.out.x',
    ]);
    expect(await up('swap.out', '&asOf=2026-03-03T07:00:00Z')).toEqual([
      'swap.raw.a -> swap.t_old.x',
      'swap.t_old.x -> swap.out.x',
    ]);
    const { dataset, aliases } = await story.ask<ResolveResponse>('/v1/resolve?name=swap.t_new');
    expect([dataset.id, aliases.map(({ name, reason }) => [name, reason])]).toEqual([
      idOf('swap.t'),
      [['dev.swap.t_new', 'rename']],
    ]);
  });

  it('a plain rename keeps one dataset with its readers and writers, under the new name', async () => {
    await story.showTables('ren.raw: a', 'ren.out: x');
    await story.tell(
      { at: '2026-03-02T08:00:00Z', sql: 'create table ren.old as select a as x from ren.raw' },
      { at: '2026-03-02T09:00:00Z', sql: 'insert into ren.out select x from ren.old' },
    );
    await story.untilAtRest();
    expect(await up('ren.out')).toContain('ren.old.x -> ren.out.x');

    await story.tell({ at: '2026-03-03T08:00:00Z', sql: 'alter table ren.old rename to fresh' });
    await story.untilAtRest();

    expect(await up('ren.out')).toEqual(['ren.fresh.x -> ren.out.x', 'ren.raw.a -> ren.fresh.x']);
    const renamed = await story.ask<DatasetResponse>('/v1/datasets/ren.old');
    expect(renamed.id).toBe(idOf('ren.fresh'));
  });

  it('what a policy of row-level security looks into is in no text: the warehouse says so, and it is lineage', async () => {
    await story.showTables('rls.raw: id, total', 'rls.allowed: id', 'rls.out: total', 'rls.sum: total');
    const load = 'insert into rls.out select total from rls.raw';
    await story.tell({ at: '2026-03-02T08:00:00Z', sql: load });
    await story.untilAtRest();
    expect(await up('rls.out')).toEqual(['rls.raw.total -> rls.out.total']);

    await story.tell(
      {
        at: '2026-03-02T09:00:00Z',
        sql: load,
        touched: { reads: ['rls.raw', 'rls.allowed'], writes: ['rls.out'] },
      },
      {
        at: '2026-03-02T10:00:00Z',
        sql: 'insert into rls.sum select sum(total) from rls.out',
        touched: { reads: ['rls.out'], writes: ['rls.sum'] },
      },
    );
    await story.untilAtRest();

    const { edges } = await story.ask<LineageResponse>(
      `/v1/lineage?dataset=${encodeURIComponent('rls.allowed')}&direction=down&depth=2`,
    );
    expect(edgesOf(edges)).toEqual(['rls.allowed.* -> rls.out.*', 'rls.out.total -> rls.sum.total']);
    const why = async (id: string) =>
      (await story.ask<EvidenceResponse>(`/v1/edges/${id}/evidence`)).evidence.map(
        ({ tables, executions, diagnostics }) => [tables, executions, diagnostics.map(({ code }) => code)],
      );
    const byStart = (table: string) => edges.find(({ from }) => short(from.datasetId) === table)!.id;
    expect(await why(byStart('rls.allowed'))).toEqual([['missed', 2, ['table-missed']]]);
    expect(await why(byStart('rls.out'))).toEqual([['agreed', 1, []]]);
    const { tables } = await story.ask<CoverageResponse>('/v1/coverage');
    expect(tables).toMatchObject({
      agreed: 1,
      missed: 1,
      latestMissed: [{ datasetId: idOf('rls.allowed') }],
    });
  });

  const link = (job: string, run: number, at: string, outputs: object[], inputs: object[] = []): object => ({
    eventType: 'COMPLETE',
    eventTime: at,
    run: { runId: `0199f3a0-5c10-7d41-9f00-00000000000${run}` },
    job: { namespace: 'story', name: job },
    inputs,
    outputs,
    producer: 'https://story',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
  });
  const glue = (name: string) => ({
    namespace: 'arn:aws:glue:eu-west-1:123456789012',
    name: `table/link/${name}`,
  });
  const linked = (identifiers: object[]) => ({
    namespace: 's3://story',
    name: 'link/orders',
    facets: { symlinks: { _producer: 'https://story', _schemaURL: 'https://story', identifiers } },
  });

  it('a symlink that comes late makes two names one table; one that says otherwise, later, parts them again', async () => {
    const path = { namespace: 's3://story', name: 'link/orders' };
    const daily = { namespace: 's3://story', name: 'link/daily' };
    await story.post(
      link('load', 1, '2026-03-02T08:00:00Z', [path], [{ namespace: 's3://story', name: 'link/raw' }]),
    );
    await story.post(link('daily', 2, '2026-03-02T09:00:00Z', [daily], [glue('orders')]));
    await story.untilAtRest();
    const sources = async (): Promise<string[]> =>
      (
        await story.ask<LineageResponse>('/v1/lineage?dataset=s3://story/link/daily&direction=up&depth=9')
      ).datasets
        .map(({ displayName }) => displayName)
        .sort();
    expect(await sources()).toEqual(['link.orders', 's3://story/link/daily']);

    // It tells of the time before both.
    await story.post(
      link('tell', 3, '2026-03-01T07:00:00Z', [linked([{ ...glue('orders'), type: 'TABLE' }])]),
    );
    await story.untilAtRest();

    expect(await sources()).toEqual(['link.orders', 's3://story/link/daily', 's3://story/link/raw']);
    const merged = await story.ask<ResolveResponse>('/v1/resolve?name=s3://story/link/orders');
    expect([merged.dataset.displayName, merged.aliases.map(({ reason }) => reason)]).toEqual([
      'link.orders',
      ['symlink'],
    ]);

    await story.post(
      link('tell', 4, '2026-03-05T07:00:00Z', [linked([{ ...glue('others'), type: 'TABLE' }])]),
    );
    await story.untilAtRest();

    expect(await sources()).toEqual(['link.orders', 's3://story/link/daily']);
    const parted = await story.ask<ResolveResponse>('/v1/resolve?name=s3://story/link/orders');
    expect(parted.dataset.displayName).toBe('link.others');
  });

  it("the address that took the events answers Marquez' clients", async () => {
    const nodes = async (nodeId: string): Promise<string[]> =>
      (
        await story.ask<MarquezLineage>(`/api/v1/lineage?nodeId=${encodeURIComponent(nodeId)}&depth=20`)
      ).graph.map(({ id }) => id);

    expect(await nodes('job:story:daily')).toEqual([
      'dataset:arn:aws:glue:eu-west-1:123456789012:table/link/orders',
      'dataset:s3://story:link/daily',
      'job:story:daily',
    ]);
    expect(await nodes(`dataset:${idOf('swap.t').replace('/dev.', ':dev.')}`)).toHaveLength(5);
  });

  it('a rollback that is learnt late takes back what it had shown', async () => {
    await story.showTables('roll.raw: a, b', 'roll.t: x');
    const insert = { at: '2026-03-02T09:00:00Z', sql: 'insert into roll.t select b from roll.raw' };
    await story.tell(
      { at: '2026-03-02T08:00:00Z', sql: 'insert into roll.t select a from roll.raw' },
      { ...insert, transaction: 'unknown' },
    );
    await story.untilAtRest();
    expect(await up('roll.t')).toEqual(['roll.raw.a -> roll.t.x', 'roll.raw.b -> roll.t.x']);

    await story.tell({ ...insert, transaction: 'rolled-back' });
    await story.untilAtRest();

    expect(await up('roll.t')).toEqual(['roll.raw.a -> roll.t.x']);
    expect(await up('roll.t', '&asOf=2026-03-02T10:00:00Z')).toEqual(['roll.raw.a -> roll.t.x']);
    await story.tell({ ...insert, transaction: 'unknown' });
    await story.untilAtRest();
    expect(await up('roll.t')).toEqual(['roll.raw.a -> roll.t.x']);
  });

  it('truncating and loading every hour is one interval, until a load brings something else', async () => {
    await story.showTables('trunc.raw: a, b', 'trunc.t: x');
    for (const hour of ['08', '09', '10', '11']) {
      await story.tell(
        { at: `2026-03-02T${hour}:00:00Z`, sql: 'truncate trunc.t' },
        { at: `2026-03-02T${hour}:01:00Z`, sql: 'insert into trunc.t select a from trunc.raw' },
      );
    }
    await story.untilAtRest();
    const edge = async (column: string): Promise<unknown> =>
      (await story.export())
        .filter(
          ({ record, from, to }) => record === 'edge' && JSON.stringify([from, to]).includes('dev.trunc.'),
        )
        .filter(({ from }) => (from as { column: string }).column === column)
        .map(({ validFrom, validTo, earlier }) => [validFrom, validTo, earlier]);
    expect(await edge('a')).toEqual([['2026-03-02T08:01:00', null, []]]);
    expect(await diff('trunc.t', '2026-03-02T08:30:00Z', '2026-03-02T11:00:30Z')).toEqual({
      added: [],
      removed: [],
    });

    await story.tell(
      { at: '2026-03-02T12:00:00Z', sql: 'truncate trunc.t' },
      { at: '2026-03-02T12:01:00Z', sql: 'insert into trunc.t select b from trunc.raw' },
    );
    await story.untilAtRest();

    expect(await edge('a')).toEqual([['2026-03-02T08:01:00', '2026-03-02T12:01:00', []]]);
    expect(await edge('b')).toEqual([['2026-03-02T12:01:00', null, []]]);
  });

  it('paths go through circles and columns that feed themselves, once', async () => {
    await story.showTables('ring.raw: x', 'ring.a: x', 'ring.b: x', 'ring.c: x', 'ring.goal: x');
    await story.tell(
      { at: '2026-03-02T08:00:00Z', sql: 'insert into ring.a select x from ring.raw' },
      { at: '2026-03-02T08:01:00Z', sql: 'update ring.a set x = x + 1' },
      { at: '2026-03-02T08:02:00Z', sql: 'insert into ring.b select x * 2 from ring.a' },
      { at: '2026-03-02T08:03:00Z', sql: 'insert into ring.c select md5(x) from ring.b' },
      { at: '2026-03-02T08:04:00Z', sql: 'insert into ring.a select x from ring.c' },
      { at: '2026-03-02T08:05:00Z', sql: 'insert into ring.goal select x from ring.c' },
      { at: '2026-03-02T08:06:00Z', sql: 'insert into ring.goal select x from ring.b' },
    );
    await story.untilAtRest();
    const paths = async (query: string) =>
      (
        await story.ask<PathsResponse>(
          `/v1/paths?from=ring.raw&fromColumn=x&to=ring.goal&toColumn=x&${query}`,
        )
      ).paths.map(({ steps, masking }) => [
        ['raw', ...steps.map(({ to }) => short(to.datasetId).replace('ring.', ''))].join(' '),
        masking,
      ]);

    expect(await paths('mode=all&depth=50')).toEqual([
      ['raw a b goal', false],
      ['raw a b c goal', true],
    ]);
    expect(await paths('mode=shortest')).toEqual([['raw a b goal', false]]);
    const self = await story.ask<PathsResponse>(
      '/v1/paths?from=ring.a&fromColumn=x&to=ring.a&toColumn=x&mode=all&depth=9',
    );
    // A path shows no column twice, so none leads back to where it began.
    expect(self.paths).toEqual([]);
    expect(await up('ring.b', '&column=x')).toEqual([
      'ring.a.x -> ring.a.x',
      'ring.a.x -> ring.b.x',
      'ring.b.x -> ring.c.x',
      'ring.c.x -> ring.a.x',
      'ring.raw.x -> ring.a.x',
    ]);
    const impact = await story.ask<ImpactResponse>('/v1/impact?dataset=ring.a&column=x');
    expect(impact.affected.map(({ dataset, hop }) => [dataset.displayName, hop])).toEqual([
      ['ring.b', 1],
      ['ring.c', 2],
      ['ring.goal', 2],
    ]);
  });
});
