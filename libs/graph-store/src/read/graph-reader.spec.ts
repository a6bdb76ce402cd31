import {
  coverageResponse,
  datasetListResponse,
  datasetResponse,
  evidenceResponse,
  impactResponse,
  lineageResponse,
  runsResponse,
} from '@tributary/contracts';
import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../../test/support/open-test-database';
import { seedGraph } from '../../test/support/seed-graph';
import type { Database } from '../store/database';
import { createGraphReader, type GraphReader } from './graph-reader';
import type { ImpactQuestion } from './impact';
import { ReadTimeout } from './in-read-transaction';
import type { LineageQuestion } from './lineage';
import type { Found } from './refusal';

const idOf = (table: string): string => `redshift://shop.eu-west-1:5439/dev.mart.${table}`;

describe('the graph reader', () => {
  let database: Database;
  let reader: GraphReader;
  beforeEach(async () => {
    database = await openTestDatabase();
    reader = createGraphReader(database);
  });
  afterEach(() => database.close());
  afterAll(stopTestServer);

  const valueOf = <T>(answer: Found<T>): T => {
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
    return answer.value;
  };
  const refusalOf = async (question: Promise<Found<unknown>>): Promise<unknown> => {
    const answer = await question;
    return answer.ok ? answer.value : answer.refusal;
  };
  const lineageOf = async (asked: Partial<LineageQuestion>) =>
    lineageResponse.parse(
      valueOf(
        await reader.lineage({
          dataset: 'a',
          column: 'x',
          direction: 'down',
          depth: 5,
          kinds: 'all',
          limit: 100,
          cursor: null,
          ...asked,
        }),
      ),
    );
  const impactOf = async (asked: Partial<ImpactQuestion>) =>
    impactResponse.parse(
      valueOf(
        await reader.impact({ dataset: 'a', column: 'x', depth: 20, limit: 100, cursor: null, ...asked }),
      ),
    );

  describe('lineage', () => {
    it('gives edges between addresses with their distance, and the datasets they join', async () => {
      await seedGraph(database, ['a.x -> b.y', 'b.y -> c.z']);

      const answer = await lineageOf({ column: 'X' });

      expect(answer.root).toMatchObject({ dataset: { id: idOf('a') }, column: 'x' });
      expect(answer.edges).toMatchObject([
        { from: { datasetId: idOf('a'), column: 'x' }, to: { datasetId: idOf('b'), column: 'y' }, hop: 1 },
        { from: { datasetId: idOf('b'), column: 'y' }, to: { datasetId: idOf('c'), column: 'z' }, hop: 2 },
      ]);
      expect(answer.datasets.map(({ displayName, columns }) => [displayName, columns])).toEqual([
        ['mart.a', [{ name: 'x', type: null }]],
        ['mart.b', [{ name: 'y', type: null }]],
        ['mart.c', [{ name: 'z', type: null }]],
      ]);
      expect(answer).toMatchObject({ truncated: false, cursor: null });
    });

    it('walks both ways from every column of a dataset', async () => {
      await seedGraph(database, ['s.x -> a.x', 's.y ~> a.*', 'a.y -> b.y']);

      const answer = await lineageOf({ column: null, direction: 'both' });

      expect(answer.edges).toHaveLength(3);
      expect(answer.root.column).toBeNull();
    });

    it('hands out pages that together are the whole, without repeats', async () => {
      await seedGraph(database, ['a.x -> b.x', 'a.x -> c.x', 'a.x -> d.x', 'b.x -> e.x', 'c.x -> e.y']);
      const whole = await lineageOf({});

      const edges: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await lineageOf({ limit: 2, cursor });
        expect(page.truncated).toBe(page.cursor !== null);
        edges.push(...page.edges.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== null);

      expect(edges).toEqual(whole.edges.map(({ id }) => id));
    });

    it('lists the root alone when nothing is known around it', async () => {
      await seedGraph(database, ['a.x -> b.x']);

      const answer = await lineageOf({ direction: 'up' });

      expect(answer.edges).toEqual([]);
      expect(answer.datasets.map(({ id }) => id)).toEqual([idOf('a')]);
    });

    it('refuses a column that is not there, with those that are', async () => {
      await seedGraph(database, ['a.order_id -> b.x', 'a.total -> b.*']);

      expect(
        await refusalOf(
          reader.lineage({
            dataset: 'a',
            column: 'order',
            direction: 'up',
            depth: 1,
            kinds: 'all',
            limit: 1,
            cursor: null,
          }),
        ),
      ).toEqual({ code: 'unknown-column', subject: 'mart.a.order', candidates: ['order_id', 'total'] });
    });
  });

  describe('impact', () => {
    it('groups by dataset, nearest first, and tells where a value flows from where it only decides', async () => {
      await seedGraph(database, ['a.x -> b.y', 'b.y -> c.z', 'b.y ~> d.*', 'd.n -> e.n', 'q.q -> d.n']);
      await database.query(`update dataset set owners = '{finance}' where display_name = 'mart.c'`);

      const answer = await impactOf({});

      expect(
        answer.affected.map(({ dataset, hop, columns, owners }) => ({
          dataset: dataset.displayName,
          hop,
          owners,
          columns: columns.map(({ column, direct, kinds }) => `${column} ${direct} ${kinds.join()}`),
        })),
      ).toEqual([
        { dataset: 'mart.b', hop: 1, owners: [], columns: ['y true IDENTITY'] },
        { dataset: 'mart.c', hop: 2, owners: ['finance'], columns: ['z true IDENTITY'] },
        { dataset: 'mart.d', hop: 2, owners: [], columns: ['* false FILTER'] },
        { dataset: 'mart.e', hop: 3, owners: [], columns: ['n false IDENTITY'] },
      ]);
      // b.y, c.z, d.n (as part of the whole) and e.n
      expect(answer.totals).toEqual({ datasets: 4, columns: 4, maxHop: 3 });
    });

    it('tells values from influences also behind whole datasets and on ways of different lengths', async () => {
      // A value comes to e by b and c, an influence sooner by d; all of g takes values from a star, and h.n from g.n.
      await seedGraph(database, [
        'a.x ~> d.n',
        'd.n -> e.n',
        'a.x -> b.n',
        'b.n -> c.n',
        'c.n -> e.n',
        'e.n -> f.n',
        'b.* -> g.*',
        'q.q -> g.n',
        'g.n -> h.n',
      ]);
      const direct = async (depth: number): Promise<string[]> =>
        (await impactOf({ depth })).affected
          .flatMap(({ dataset, columns }) =>
            columns.map((each) => `${dataset.displayName} ${each.column} ${each.hop} ${each.direct}`),
          )
          .sort();

      expect(await direct(9)).toEqual([
        'mart.b n 1 true',
        'mart.c n 2 true',
        'mart.d n 1 false',
        'mart.e n 2 true',
        'mart.f n 3 true',
        'mart.g * 2 true',
        'mart.h n 3 true',
      ]);
      expect(await direct(2)).toContain('mart.e n 2 false');
      expect(await direct(3)).toContain('mart.f n 3 false');
    });

    it('a cycle does not make a column depend on itself', async () => {
      await seedGraph(database, ['a.x -> b.x', 'b.x -> a.x']);

      expect((await impactOf({})).affected.map(({ dataset }) => dataset.displayName)).toEqual(['mart.b']);
    });

    it('counts the reads of the last 30 days of a dataset, however long ago they were', async () => {
      await seedGraph(database, ['a.x -> b.x']);
      await database.query(
        `insert into dataset_usage_day (dataset_id, day, reads, writes)
         select dataset_id, day::date, reads, 0
         from dataset, (values ('2020-01-01', 1), ('2020-03-01', 10), ('2020-03-15', 100)) used (day, reads)
         where display_name = 'mart.b'`,
      );

      expect((await impactOf({})).affected[0]?.recentReads).toBe(110);
    });

    it('hands out datasets page by page, with the totals of the whole', async () => {
      await seedGraph(database, ['a.x -> b.x', 'a.x -> c.x', 'c.x -> d.x']);

      const first = await impactOf({ limit: 2 });
      const second = await impactOf({ limit: 2, cursor: first.cursor });

      expect(first.totals).toEqual(second.totals);
      expect([...first.affected, ...second.affected].map(({ dataset }) => dataset.displayName)).toEqual([
        'mart.b',
        'mart.c',
        'mart.d',
      ]);
      expect(second).toMatchObject({ truncated: false, cursor: null });
    });
  });

  describe('evidence', () => {
    const seedEvidence = async (): Promise<string> => {
      await seedGraph(database, ['a.x -> b.y']);
      const [edge] = await database.query<{ edge_id: string }>('select edge_id from column_edge');
      const hash = (digit: string): string => digit.repeat(64);
      await database.query(
        `insert into statement_text values ($1, 'kept', 'insert into b select x from a')`,
        [hash('1')],
      );
      for (const [analysis, text] of [
        ['k1', 'kept'],
        ['k2', 'another spelling'],
      ]) {
        await database.query(
          `insert into analysis values ($1, 's', $2, $2, 'c', '1', 'INSERT', 'native', 'high', false, $3, '{}')`,
          [analysis, hash('1'), text],
        );
      }
      for (const [key, analysis, day] of [
        ['e1', 'k1', '2026-03-03'],
        ['e2', 'k2', '2026-03-02'],
        ['e3', null, '2026-03-02'],
      ]) {
        await database.query(
          `insert into edge_evidence (edge_id, evidence_key, producer, analysis_key, sql_hash, rung, span_start, span_end, kinds, masking,
                                      first_seen_at, last_seen_at, executions, sample_execution_ids, diagnostics, via)
           values ($1, $2, 'redshift', $3, $4, 'native', 21, 22, '{IDENTITY}', false, '2026-03-01Z', $5::timestamptz, 2, '{q1}',
                   '[{"code":"schema-assumed","message":"m","subject":null,"candidates":[],"span":null}]', '{#stage}')`,
          [edge!.edge_id, key, analysis, analysis === null ? null : hash('1'), `${day}T00:00:00.123456Z`],
        );
      }
      return edge!.edge_id;
    };

    it('shows the statement with the span, and no span over a text of another spelling', async () => {
      const edgeId = await seedEvidence();

      const answer = evidenceResponse.parse(
        valueOf(await reader.evidence({ edgeId, limit: 10, cursor: null })),
      );

      expect(answer.edge).toMatchObject({ id: edgeId, from: { column: 'x' }, to: { column: 'y' } });
      expect(
        answer.evidence.map(({ sql, span }) => [sql?.slice(span?.start, span?.end), span !== null]),
      ).toEqual([
        ['x', true],
        ['insert into b select x from a', false],
        [undefined, false],
      ]);
      expect(answer.evidence[0]).toMatchObject({
        executions: 2,
        sampleExecutionIds: ['q1'],
        via: ['#stage'],
        diagnostics: [{ code: 'schema-assumed' }],
      });
    });

    it('goes on after the last row seen, to the microsecond', async () => {
      const edgeId = await seedEvidence();

      const first = valueOf(await reader.evidence({ edgeId, limit: 2, cursor: null }));
      const second = valueOf(await reader.evidence({ edgeId, limit: 2, cursor: first.cursor }));

      expect([first.evidence.length, second.evidence.length]).toEqual([2, 1]);
      expect([first.truncated, second.truncated]).toEqual([true, false]);
    });

    it('refuses an edge that is not there', async () => {
      expect(await refusalOf(reader.evidence({ edgeId: 'nope', limit: 1, cursor: null }))).toMatchObject({
        code: 'unknown-edge',
      });
    });
  });

  it('shows a dataset with its columns in declared order, neighbours, aliases and writers', async () => {
    const graph = await seedGraph(database, ['a.x -> b.y', 'a.x -> b.w', 'b.y -> c.z', 'b.y -> b.w']);
    const { dataset } = graph.column('b.y');
    await database.query(`update dataset_column set ordinal = 1, type = 'int' where column_id = $1`, [
      graph.column('b.y').column,
    ]);
    await database.query(
      `insert into dataset_writer values ($1, 'w1', null, 'INSERT', null, '2026-03-01Z', 3)`,
      [dataset],
    );

    const answer = datasetResponse.parse(valueOf(await reader.dataset('mart.b')));

    expect(answer.columns).toEqual([
      { name: 'y', type: 'int', ordinal: 1, upstream: 1, downstream: 2 },
      { name: 'w', type: null, ordinal: null, upstream: 2, downstream: 0 },
    ]);
    expect(answer.upstreamDatasets.map(({ displayName }) => displayName)).toEqual(['mart.a']);
    expect(answer.downstreamDatasets.map(({ displayName }) => displayName)).toEqual(['mart.c']);
    expect(answer.writers).toEqual([
      { sqlHash: null, statementKind: 'INSERT', lastRunAt: '2026-03-01T00:00:00.000Z', executions: 3 },
    ]);
  });

  it('lists datasets page by page with the datasets next to them', async () => {
    await seedGraph(database, ['a.x -> b.y', 'a.z -> b.y', 'b.y -> c.z', 'c.z -> c.z', 'a.x ~> c.*']);

    const first = datasetListResponse.parse(valueOf(await reader.listDatasets({ limit: 2, cursor: null })));
    const second = valueOf(await reader.listDatasets({ limit: 2, cursor: first.cursor }));

    expect(
      [...first.datasets, ...second.datasets].map(({ displayName, columnCount, upstream, downstream }) => [
        displayName,
        columnCount,
        upstream,
        downstream,
      ]),
    ).toEqual([
      ['mart.a', 2, 0, 2],
      ['mart.b', 1, 1, 1],
      ['mart.c', 1, 2, 0],
    ]);
    expect([first.truncated, second.truncated]).toEqual([true, false]);
  });

  it('hands out collector runs newest first', async () => {
    for (const day of [1, 2, 3]) {
      await database.query(
        `insert into collection_run values ($1, 'redshift:shop', 'redshift-collector', $2, $2, $2, $2, 'ok', 10, 8, 2,
         '{"skippedByCode":{"system-noise":2},"problems":[{"code":"c","detail":"d"}]}')`,
        [`run-${day}`, `2026-03-0${day}T00:00:00.000000000Z`],
      );
    }

    const first = runsResponse.parse(valueOf(await reader.runs({ limit: 2, cursor: null })));
    const second = valueOf(await reader.runs({ limit: 2, cursor: first.cursor }));

    expect([...first.runs, ...second.runs].map(({ runId }) => runId)).toEqual(['run-3', 'run-2', 'run-1']);
    expect(first.runs[0]).toMatchObject({ statements: { seen: 10 }, problems: [{ code: 'c' }] });
  });

  it('counts what was seen, how it was read and what the graph owes', async () => {
    await seedGraph(database, ['a.x -> b.y', 'u.* -> b.*', 'a.x ~> b.*']);
    await database.query(`insert into source values ('redshift:shop', 'redshift', 'n')`);
    await database.query(
      `insert into collection_run values ('r', 'redshift:shop', 'c', '1', '2', '3', '4', 'ok', 10, 8, 2, '{"skippedByCode":{"system-noise":2}}')`,
    );
    await database.query(
      `insert into analysis
       select k, 's', 'h', 'h', 'c', '1', 'INSERT', 'native', 'high', false, 't',
              '{"diagnostics":[{"code":"schema-unknown"},{"code":"schema-unknown"}]}'
       from unnest(array['holds', 'replaced']) k`,
    );
    await database.query(`insert into execution_choice values ('s', 'q', 'holds', true)`);
    await database.query(`insert into dirty (kind, key) values ('dataset', 'k')`);
    await database.query(
      `insert into statement_text select k, k, k from unnest(array['ran', 'of-an-event']) k`,
    );
    await database.query(
      `insert into execution
       select 's', k, 'ran', 'c', 'redshift', null, '{}', 'history', null, null, 0, '1', '2', null, null, 'success', 'committed', '{}', 'r'
       from unnest(array['first', 'again']) k`,
    );

    const answer = coverageResponse.parse(await reader.coverage());

    expect(answer.statements).toMatchObject({
      seen: 10,
      skipped: 2,
      skippedByCode: { 'system-noise': 2 },
      stored: 2,
      distinct: 1,
      byRung: { native: 1 },
    });
    expect(answer.graph).toEqual({
      datasets: 3,
      columns: 2,
      directEdges: 2,
      indirectEdges: 1,
      starEdges: 1,
      awaitingProjection: 1,
    });
    expect(answer.diagnostics).toEqual({ 'schema-unknown': 1 });
    expect(answer.sources).toEqual([
      { id: 'redshift:shop', lastRunAt: '3', lastOutcome: 'ok', windowTo: '2' },
    ]);
  });

  it('refuses cursors that it did not hand out', async () => {
    await seedGraph(database, ['a.x -> b.y']);
    const [edge] = await database.query<{ edge_id: string }>('select edge_id from column_edge');
    const foreign = Buffer.from('["not a time","k"]').toString('base64url');

    for (const cursor of ['%%%', foreign]) {
      const page = { limit: 1, cursor };
      for (const question of [
        reader.listDatasets(page),
        reader.search({ q: 'a', ...page }),
        reader.impact({ dataset: 'a', column: null, depth: 1, ...page }),
        reader.evidence({ edgeId: edge!.edge_id, ...page }),
      ]) {
        expect(await refusalOf(question)).toMatchObject({ code: 'invalid-cursor' });
      }
    }
  });

  it('gives up when its budget is spent', async () => {
    await database.query(
      'create function dataset_wait() returns boolean language sql as $$ select pg_sleep(5) is null $$',
    );
    await database.query('alter table collection_run rename to ledger');
    await database.query(
      `create view collection_run as select * from ledger union all
       select 'r', 's', 'c', '1', '2', '3', '4', 'ok', 0, 0, 0, '{}'::jsonb where dataset_wait()`,
    );
    const hurried = createGraphReader(database, { budgetMs: 100 });

    await expect(hurried.coverage()).rejects.toThrow(ReadTimeout);
  });

  it('cannot write', async () => {
    const { inReadTransaction } = await import('./in-read-transaction');

    await expect(
      inReadTransaction(database, 10_000, (snapshot) =>
        snapshot.query(`insert into dirty (kind, key) values ('a', 'b')`),
      ),
    ).rejects.toThrow(/read-only/);
  });

  describe('a simulated change', () => {
    it('fails what names the column and may fail what takes a star; what lies further on is affected', async () => {
      await seedGraph(database, ['a.x -> b.x', 'a.* -> c.*', 'a.y -> d.y', 'b.x -> e.x']);
      await database.query(
        `insert into edge_evidence (edge_id, evidence_key, producer, sql_hash, kinds, masking, first_seen_at, last_seen_at, executions, sample_execution_ids)
         select edge_id, 'k', 'redshift', dataset.display_name, kinds, false, now(), now(), 3, '{}'
         from column_edge join dataset on dataset_id = to_dataset_id`,
      );

      const answer = valueOf(
        await reader.simulate({
          change: { kind: 'drop-column', dataset: 'a', column: 'x' },
          depth: 5,
          limit: 10,
        }),
      );

      expect(answer.statements.map(({ sqlHash, verdict }) => [sqlHash, verdict]).sort()).toEqual([
        ['mart.b', 'fails'],
        ['mart.c', 'may-fail'],
      ]);
      expect(answer.affected.map(({ dataset }) => dataset.displayName).sort()).toEqual([
        'mart.b',
        'mart.c',
        'mart.e',
      ]);
    });
  });
});
