import {
  coverageResponse,
  datasetListResponse,
  datasetResponse,
  diffResponse,
  impactGroupsResponse,
  impactResponse,
  lineageResponse,
  pathsResponse,
  problem,
  producersResponse,
  resolveResponse,
  runsResponse,
  searchResponse,
  simulateResponse,
  simulateSqlResponse,
  type Problem,
} from '@tributary/contracts';
import { stopTestServer } from '@tributary/testing';
import { runningApi, type RunningApi } from '../test/support/running-api';
import { idOf, namespace, seedShop, sqlOf } from '../test/support/seed-shop';

const lines = [
  'raw.orders#id -> core.orders#order_id',
  'raw.orders#total -> core.orders#total',
  'core.orders#total -> mart.daily#revenue',
  'core.orders#order_id ~> mart.daily#*',
  'mart.daily#revenue -> mart.monthly#revenue',
];

describe('lineage-api', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await runningApi();
    await seedShop(api.database, lines);
    await api.database.query(
      `update dataset set owners = array['ana', 'ben'] where display_name = 'mart.daily'`,
    );
  });
  afterAll(async () => {
    await api.stop();
    await stopTestServer();
  });

  const problemAt = async (path: string, init: RequestInit = {}): Promise<Problem> => {
    const response = await api.request(path, init);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const read = problem.parse(await response.json());
    expect(read.status).toBe(response.status);
    return read;
  };

  describe('answers', () => {
    it('finds names', async () => {
      const found = searchResponse.parse(await api.json('/v1/search?q=revenue&limit=1'));

      expect(found).toMatchObject({ results: [{ kind: 'column', column: 'revenue' }], truncated: true });
    });

    it('lists datasets, page by page', async () => {
      const names: string[] = [];
      let cursor: string | null = null;
      do {
        const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = datasetListResponse.parse(await api.json(`/v1/datasets?limit=3${query}`));
        names.push(...page.datasets.map(({ displayName }) => displayName));
        cursor = page.cursor;
      } while (cursor !== null);

      expect(names).toEqual(['core.orders', 'mart.daily', 'mart.monthly', 'raw.orders']);
    });

    it.each([
      ['namespace and name as two parts', `/v1/datasets/${encodeURIComponent(namespace)}/shop.mart.daily`],
      ['its id as one part', `/v1/datasets/${encodeURIComponent(idOf('mart.daily'))}`],
      ['its id as it is', `/v1/datasets/${idOf('mart.daily')}`],
      ['the name people use', '/v1/datasets/mart.daily'],
      ['a parameter', '/v1/datasets?name=MART.DAILY'],
    ])('describes a dataset addressed by %s', async (_by, path) => {
      const answer = datasetResponse.parse(await api.json(path));

      expect(answer).toMatchObject({ id: idOf('mart.daily'), columns: [{ name: 'revenue', upstream: 1 }] });
    });

    it('walks up, down and both ways', async () => {
      const hops = async (direction: string): Promise<number> =>
        lineageResponse.parse(
          await api.json(`/v1/lineage?dataset=core.orders&column=total&direction=${direction}&kinds=all`),
        ).edges.length;

      expect(await hops('up')).toBe(1);
      expect(await hops('down')).toBe(2);
      expect(await hops('both')).toBe(3);
    });

    it('takes an empty column as the whole dataset', async () => {
      const answer = impactResponse.parse(await api.json('/v1/impact?dataset=raw.orders&column='));

      expect(answer.root.column).toBeNull();
      expect(answer.totals.datasets).toBe(3);
    });

    it('writes impact as CSV, to those who ask for it in either way', async () => {
      const path = '/v1/impact?dataset=raw.orders&column=total&limit=2';

      const asked = await api.get(`${path}&format=csv`);
      const accepted = await api.get(path, { accept: 'text/csv' });

      expect(asked.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const text = await asked.text();
      expect(text.split('\r\n').slice(0, 2)).toEqual([
        'hop,dataset,column,direct,kinds,owners,recent_reads,dataset_id',
        `1,core.orders,total,yes,IDENTITY,,2,${idOf('core.orders')}`,
      ]);
      expect(await accepted.text()).toBe(text);
      expect(asked.headers.get('tributary-truncated')).toBe('true');
      expect(asked.headers.get('link')).toMatch(/^<\/v1\/impact\?.*cursor=[\w%-]+>; rel="next"$/);
    });

    it('groups impact by distance, owner and use, page by page, and as CSV', async () => {
      const groups = async (query: string) => {
        const answer = impactGroupsResponse.parse(
          await api.json(`/v1/impact?dataset=raw.orders&column=total&${query}`),
        );
        return {
          ...answer,
          short: answer.groups.map(({ key, totals, affected }) => [
            key,
            totals.datasets,
            affected.map(({ dataset }) => dataset.displayName),
          ]),
        };
      };

      expect((await groups('groupBy=hop')).short).toEqual([
        ['1', 1, ['core.orders']],
        ['2', 1, ['mart.daily']],
        ['3', 1, ['mart.monthly']],
      ]);
      expect((await groups('groupBy=owner')).short).toEqual([
        ['ana', 1, ['mart.daily']],
        ['ben', 1, ['mart.daily']],
        ['', 2, ['core.orders', 'mart.monthly']],
      ]);
      expect((await groups('groupBy=usage')).short).toEqual([
        ['rarely', 2, ['core.orders', 'mart.daily']],
        ['never', 1, ['mart.monthly']],
      ]);
      const first = await groups('groupBy=usage&limit=1');
      expect([first.short, first.truncated]).toEqual([[['rarely', 2, ['core.orders']]], true]);
      const second = await groups(`groupBy=usage&limit=2&cursor=${first.cursor}`);
      expect([second.short, second.truncated]).toEqual([
        [
          ['rarely', 2, ['mart.daily']],
          ['never', 1, ['mart.monthly']],
        ],
        false,
      ]);
      const csv = await (await api.get('/v1/impact?dataset=raw.orders&groupBy=usage&format=csv')).text();
      expect(csv.split('\r\n').slice(0, 2)).toEqual([
        'usage,hop,dataset,column,direct,kinds,owners,recent_reads,dataset_id',
        `rarely,1,core.orders,order_id,yes,IDENTITY,,2,${idOf('core.orders')}`,
      ]);
    });

    it('tells how a value gets from one column to another', async () => {
      const answer = pathsResponse.parse(
        await api.json('/v1/paths?from=raw.orders&fromColumn=total&to=mart.monthly&toColumn=revenue'),
      );

      expect(answer.paths).toMatchObject([{ direct: true, steps: [{ hop: 1 }, { hop: 2 }, { hop: 3 }] }]);
    });

    it('tells what began and what ended between two instants', async () => {
      const changes = async (query: string) =>
        diffResponse.parse(await api.json(`/v1/diff?${query}`)).changes;

      const began = await changes('from=2026-02-01&to=2026-03-02');
      expect(began.map(({ change }) => change)).toEqual(Array(5).fill('added'));
      expect(
        (await changes('from=2026-03-02T10:00:00%2B01:00&to=2026-02-01')).map(({ change }) => change),
      ).toEqual(Array(5).fill('removed'));
      expect(await changes('from=2026-03-02&to=2026-04-02')).toEqual([]);
      expect(await changes('from=2026-02-01&to=2026-03-02&dataset=mart.monthly')).toHaveLength(1);
    });

    it('names who says what is in the graph', async () => {
      expect(producersResponse.parse(await api.json('/v1/producers')).producers).toMatchObject([
        { producer: 'redshift', edges: 5, events: 0 },
      ]);
    });

    const simulated = async (body: unknown): Promise<Response> =>
      api.request('/v1/simulate', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });

    it('says what a change would break, and through which statement', async () => {
      const at = { dataset: 'core.orders', column: 'total' };
      const dropped = await simulated({ change: { kind: 'drop-column', ...at } });
      const retyped = await simulated({ change: { kind: 'retype-column', type: 'varchar', ...at } });

      const answer = simulateResponse.parse(await dropped.json());
      expect(answer.statements).toMatchObject([
        { verdict: 'fails', sql: sqlOf(lines[2]!), writes: [{ displayName: 'mart.daily' }], executions: 1 },
      ]);
      expect(answer.totals).toEqual({ datasets: 2, columns: 2, maxHop: 2 });
      expect(simulateResponse.parse(await retyped.json()).statements[0]?.verdict).toBe('may-fail');
    });

    const simulatedSql = async (sql: string, change: Record<string, unknown> = {}) => {
      const response = await simulated({
        change: { kind: 'new-sql', dialect: 'redshift', database: 'shop', sql, ...change },
      });
      return simulateSqlResponse.parse(await response.json());
    };
    const short = ({ name, column }: { name: string; column: string }): string =>
      `${name.replace('shop.', '')}.${column}`;
    const asLines = (
      edges: readonly { from: { name: string; column: string }; to: { name: string; column: string } }[],
    ) => edges.map(({ from, to }) => `${short(from)} -> ${short(to)}`);

    it('says what new SQL would change: edges, columns, and who reads those that would be gone', async () => {
      const answer = await simulatedSql(
        'create or replace view core.orders as select id as order_id, nope as extra from raw.orders',
      );

      expect(answer.statements).toMatchObject([
        {
          statementKind: 'create-view',
          rung: 'native',
          reads: [{ name: 'shop.raw.orders', known: true }],
          writes: [{ name: 'shop.core.orders', effect: 'define', known: true }],
        },
      ]);
      expect(asLines(answer.edges.removed)).toEqual(['raw.orders.total -> core.orders.total']);
      expect(asLines(answer.edges.added)).toContain('raw.orders.nope -> core.orders.extra');
      expect(answer.edges.kept).toBe(1);
      expect(answer.columns.map((each) => `${each.change} ${short(each)}`)).toEqual([
        'added core.orders.extra',
        'dropped core.orders.total',
      ]);
      expect(answer.breaks).toMatchObject([
        { verdict: 'fails', sql: sqlOf(lines[2]!), columns: [{ column: 'total' }] },
      ]);
      expect(answer.affected.map(({ dataset }) => dataset.displayName)).toEqual([
        'mart.daily',
        'mart.monthly',
      ]);
    });

    it('reads a script as one session, through its temp tables, and writes nothing', async () => {
      const before = await (await api.get('/v1/export')).text();

      const answer = await simulatedSql(
        `create temp table t as select total from raw.orders;
         create table mart.fresh as select total from t;
         drop table mart.daily;`,
        { schema: ['mart', 'raw'], source: 'redshift:shop' },
      );

      expect(asLines(answer.edges.added)).toEqual(['raw.orders.total -> mart.fresh.total']);
      expect(answer.statements[1]?.writes).toMatchObject([{ name: 'shop.mart.fresh', known: false }]);
      expect(answer.columns.filter(({ change }) => change === 'dropped').map(short)).toEqual([
        'mart.daily.revenue',
      ]);
      expect(answer.breaks.map(({ writes }) => writes[0]?.displayName)).toEqual(['mart.monthly']);
      expect(await (await api.get('/v1/export')).text()).toBe(before);
    });

    it.each([
      [{ dialect: 'athena' }, 404, 'redshift:shop'],
      [{ dialect: 'redshift', source: 'redshift:other' }, 404, 'redshift:shop'],
    ])('asks which warehouse is meant by %j', async (change, status, candidate) => {
      const response = await simulated({ change: { kind: 'new-sql', sql: 'select 1', ...change } });

      expect(response.status).toBe(status);
      expect(problem.parse(await response.json()).candidates).toContain(candidate);
    });

    it.each([
      [{ change: { kind: 'drop-column', dataset: 'core.orders' } }, 422, 'change.column'],
      [{ change: { kind: 'drop-table', dataset: 'core.orders', column: 'total' } }, 422, 'change.kind'],
      [{ change: { kind: 'drop-column', dataset: 'core.orders', column: 'none' } }, 404, 'core.orders.none'],
    ])('refuses to simulate %j', async (body, status, says) => {
      const response = await simulated(body);

      expect(response.status).toBe(status);
      expect(problem.parse(await response.json()).detail).toContain(says);
    });

    it('shows the graph as it was', async () => {
      const edgesAt = async (query: string): Promise<number> =>
        lineageResponse.parse(await api.json(`/v1/lineage?dataset=mart.monthly&direction=up${query}`)).edges
          .length;

      expect([
        await edgesAt(''),
        await edgesAt('&asOf=2026-03-02'),
        await edgesAt('&asOf=2026-03-01'),
      ]).toEqual([3, 3, 0]);
      expect(
        impactResponse.parse(await api.json('/v1/impact?dataset=raw.orders&asOf=2026-03-01T00:00:00Z'))
          .affected,
      ).toEqual([]);
    });

    it('says how it read a name', async () => {
      expect(resolveResponse.parse(await api.json('/v1/resolve?name=daily'))).toMatchObject({
        reading: 'last-part',
        dataset: { id: idOf('mart.daily') },
      });
    });

    it('answers for an edge, the runs and the coverage', async () => {
      const { edges } = lineageResponse.parse(
        await api.json('/v1/lineage?dataset=raw.orders&column=id&direction=down&depth=1'),
      );
      expect(await api.json(`/v1/edges/${edges[0]?.id}/evidence`)).toMatchObject({
        edge: { from: { column: 'id' }, to: { datasetId: idOf('core.orders'), column: 'order_id' } },
        evidence: [{ sql: sqlOf(lines[0]!), span: { start: 0, end: 6 }, executions: 1 }],
      });
      expect(runsResponse.parse(await api.json('/v1/runs')).runs).toEqual([]);
      expect(coverageResponse.parse(await api.json('/v1/coverage')).graph).toMatchObject({
        datasets: 4,
        directEdges: 4,
      });
    });

    it('exports the whole graph, a record a line', async () => {
      const response = await api.get('/v1/export');

      expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
      const records = (await response.text())
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { record: string }).record);
      const count = (record: string): number => records.filter((each) => each === record).length;
      expect([count('dataset'), count('edge'), count('influence'), count('execution')]).toEqual([4, 4, 1, 5]);
    });

    it('exports edges for other tools', async () => {
      const csv = await (await api.get('/v1/export?format=csv')).text();
      const graphml = await (await api.get('/v1/export?format=graphml')).text();
      const mermaid = await (await api.get('/v1/export?format=mermaid')).text();

      expect(csv.trimEnd().split('\r\n')).toHaveLength(6);
      expect(csv).toContain(
        `${namespace},shop.raw.orders,id,${namespace},shop.core.orders,order_id,yes,IDENTITY,no,`,
      );
      expect([graphml.match(/<node /g)?.length, graphml.match(/<edge /g)?.length]).toEqual([7, 5]);
      expect(graphml.trimEnd()).toMatch(/<\/graphml>$/);
      expect(mermaid.split('\n')[0]).toBe('flowchart LR');
      expect(mermaid.match(/-->/g)).toHaveLength(3);
      expect(mermaid.match(/-\.->/g)).toHaveLength(1);
    });

    it('exports what flows into each dataset as OpenLineage events', async () => {
      const text = await (await api.get('/v1/export?format=openlineage')).text();

      const events = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(events.map(({ dataset }) => dataset.name)).toEqual([
        'shop.core.orders',
        'shop.mart.daily',
        'shop.mart.monthly',
      ]);
      expect(events[1]).toMatchObject({
        eventTime: expect.stringMatching(/^2026-03-01T08:\d\d:\d\d(\.\d+)?Z$/),
        dataset: {
          namespace,
          facets: {
            columnLineage: {
              fields: {
                revenue: {
                  inputFields: [
                    {
                      name: 'shop.core.orders',
                      field: 'total',
                      transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }],
                    },
                  ],
                },
              },
              dataset: [{ field: 'order_id', transformations: [{ type: 'INDIRECT', subtype: 'FILTER' }] }],
            },
          },
        },
      });
    });

    it('needs not be sent twice', async () => {
      const first = await api.get('/v1/lineage?dataset=mart.daily');
      const second = await api.get('/v1/lineage?dataset=mart.daily', {
        'if-none-match': first.headers.get('etag') ?? '',
        // fetch would ask for a fresh answer.
        'cache-control': 'max-age=0',
      });

      expect(first.headers.get('cache-control')).toBe('private, no-cache');
      expect(second.status).toBe(304);
    });

    it('comes compressed to those who take it so', async () => {
      const response = await api.get('/v1/openapi.json', { 'accept-encoding': 'gzip' });

      expect(response.headers.get('content-encoding')).toBe('gzip');
      expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
    });

    it('counts how long answers take', async () => {
      await api.get('/v1/coverage');

      expect((await api.metrics.exposition()).text).toMatch(
        /tributary_api_get_coverage_seconds_count\{outcome="ok"\} \d/,
      );
    });
  });

  describe('refusals', () => {
    it.each([
      ['/v1/lineage', 400, 'invalid-parameter', 'dataset is missing'],
      ['/v1/lineage?dataset=a&depth=many', 400, 'invalid-parameter', 'depth must be a whole number'],
      ['/v1/lineage?dataset=a&depth=0', 400, 'invalid-parameter', 'depth must be at least 1'],
      ['/v1/lineage?dataset=a&depth=99', 400, 'invalid-parameter', 'depth must be at most 50'],
      ['/v1/lineage?dataset=a&direction=left', 400, 'invalid-parameter', 'one of up, down, both'],
      ['/v1/lineage?dataset=a&dept=3', 400, 'invalid-parameter', 'dept: not taken here'],
      ['/v1/lineage?dataset=a&dataset=b', 400, 'invalid-parameter', 'dataset'],
      ['/v1/lineage?dataset=mart.daily&format=xml', 400, 'invalid-parameter', 'json'],
      ['/v1/lineage?dataset=mart.daily&cursor=zzz', 400, 'invalid-cursor', 'leave it out'],
      ['/v1/lineage?dataset=mart.nothing', 404, 'unknown-dataset', '/v1/search'],
      ['/v1/lineage?dataset=orders', 409, 'ambiguous-dataset', 'candidates'],
      ['/v1/lineage?dataset=mart.daily&column=nope', 404, 'unknown-column', 'mart.daily.nope'],
      ['/v1/edges/none/evidence', 404, 'unknown-edge', "'none'"],
      ['/v1/datasets/%E0%A4%A', 400, 'malformed-request', 'Failed to decode'],
      ['/v1/diff?from=2026-02-28&to=2026-03-01T08:00', 400, 'invalid-parameter', 'instant with its zone'],
      ['/v1/diff?from=2026-02-31&to=2026-03-01', 400, 'invalid-parameter', 'is no date of the calendar'],
      ['/v1/export?format=xls', 400, 'invalid-parameter', 'graphml'],
      ['/v1/export?table=a', 400, 'invalid-parameter', 'table: not taken here'],
      ['/v1/nothing', 404, 'unknown-path', '/docs'],
      ['/v2', 404, 'web-ui-missing', 'WEB_DIST'],
    ])('%s: %i %s', async (path, status, code, says) => {
      const found = await problemAt(path);

      expect(found).toMatchObject({ status, code });
      expect(found.detail).toContain(says);
    });

    it('names what is wrong with a body that is no JSON', async () => {
      const headers = { 'content-type': 'application/json' };

      expect(await problemAt('/v1/simulate', { method: 'POST', body: '{', headers })).toMatchObject({
        status: 400,
        code: 'malformed-request',
      });
    });

    it('names what an ambiguous name could mean', async () => {
      expect((await problemAt('/v1/impact?dataset=orders')).candidates).toEqual([
        idOf('core.orders'),
        idOf('raw.orders'),
      ]);
    });

    it('lets nobody write', async () => {
      const response = await api.request('/v1/datasets', { method: 'POST', body: '{}' });

      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
    });
  });
});
