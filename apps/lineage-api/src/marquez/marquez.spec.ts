import {
  marquezColumnLineage,
  marquezDataset,
  marquezDatasets,
  marquezDatasetVersion,
  marquezDatasetVersions,
  marquezError,
  marquezEvents,
  marquezFacets,
  marquezIntervalMetrics,
  marquezJob,
  marquezJobs,
  marquezLineage,
  marquezLineageMetrics,
  marquezNamespace,
  marquezNamespaces,
  marquezRun,
  marquezRuns,
  marquezSearch,
  marquezSource,
  marquezSources,
  marquezTags,
} from '@tributary/contracts';
import { stopTestServer } from '@tributary/testing';
import type { z } from 'zod';
import { runningApi, type RunningApi } from '../../test/support/running-api';
import { seedEvents } from '../../test/support/seed-event';
import { namespace, seedShop, sqlOf } from '../../test/support/seed-shop';
import { marquezEndpoints } from './endpoints';

const lines = [
  'raw.orders#id -> core.orders#order_id',
  'raw.orders#total -> core.orders#total',
  'core.orders#total -> mart.daily#revenue',
  'raw.items#id -> mart.other#id',
];
const glue = { namespace: 'arn:aws:glue:eu-west-1:123456789012', name: 'table/lake/orders' };
const daily = { namespace, name: 'shop.mart.daily' };
const completed = '0199f3a0-5c10-7d41-9f00-000000000001';
const failed = '0199f3a0-5c10-7d41-9f00-000000000002';
const part = encodeURIComponent;

describe("Marquez' reads", () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await runningApi();
    await seedShop(api.database, lines);
    const run = { runId: completed, job: 'dag.publish' };
    await seedEvents(api.database, [
      { ...run, type: 'START', at: '2026-03-02T06:00:00Z', jobFacets: { sql: { query: 'select 1' } } },
      {
        ...run,
        type: 'COMPLETE',
        at: '2026-03-02T06:00:30Z',
        inputs: [daily],
        outputs: [glue],
        reads: 'revenue',
        runFacets: { nominalTime: { nominalStartTime: '2026-03-02T00:00:00Z', nominalEndTime: null } },
        jobFacets: {
          documentation: { description: 'publishes' },
          sourceCodeLocation: { type: 'git', url: 'https://git.example.org/publish.py' },
          tags: { tags: [{ key: 'tier-1', value: 'true' }] },
        },
        ofInputs: { inputFacets: { inputStatistics: { rowCount: 7 } } },
        ofOutputs: {
          facets: {
            version: { datasetVersion: '4711' },
            lifecycleStateChange: { lifecycleStateChange: 'OVERWRITE' },
            schema: { fields: [{ name: 'id', type: 'bigint', description: 'number of the order' }, null] },
            tags: {
              tags: [{ key: 'gold', value: 'true' }, { key: 'pii', value: 'true', field: 'id' }, 'odd'],
            },
          },
          outputFacets: { outputStatistics: { rowCount: 5 } },
        },
      },
      { runId: failed, job: 'dag.publish', type: 'FAIL', at: '2026-03-03T06:00:00Z' },
    ]);
  });
  afterAll(async () => {
    await api.stop();
    await stopTestServer();
  });

  /** The answer, which must be of the shape and have nothing beside it. */
  const ask = async <S extends z.ZodType>(shape: S, path: string): Promise<z.infer<S>> => {
    const answer: unknown = await api.json(`/api/v1${path}`);
    const read = shape.parse(answer);
    expect(read).toEqual(answer);
    return read;
  };
  const refusal = async (path: string) => {
    const response = await api.get(`/api/v1${path}`);
    const error = marquezError.parse(await response.json());
    expect(error.code).toBe(response.status);
    return error;
  };
  const jobName = async (start: string): Promise<string> => {
    const { jobs } = await ask(marquezJobs, `/namespaces/${part(namespace)}/jobs`);
    return jobs.find(({ name }) => name.startsWith(start))!.name;
  };

  it('list namespaces and sources', async () => {
    const { namespaces } = await ask(marquezNamespaces, '/namespaces');
    expect(namespaces.map(({ name }) => name)).toEqual(['airflow', glue.namespace, namespace]);
    expect(await ask(marquezNamespace, `/namespaces/${part(namespace)}`)).toEqual({
      name: namespace,
      createdAt: '2026-03-01T08:00:00.000Z',
      updatedAt: '2026-03-03T06:00:00.000Z',
      ownerName: 'anonymous',
      description: null,
      isHidden: false,
    });
    const { sources } = await ask(marquezSources, '/sources');
    expect(sources.map(({ type, name }) => [type, name])).toEqual([
      ['GLUE', glue.namespace],
      ['REDSHIFT', namespace],
    ]);
    expect((await ask(marquezSource, `/sources/${part(namespace)}`)).connectionUrl).toBe(namespace);
    expect((await ask(marquezNamespaces, '/namespaces?limit=1&offset=1')).namespaces).toHaveLength(1);
  });

  it('list datasets with their total', async () => {
    const { datasets, totalCount } = await ask(
      marquezDatasets,
      `/namespaces/${part(namespace)}/datasets?limit=2&offset=1`,
    );

    expect([datasets.map(({ name }) => name), totalCount]).toEqual([
      ['shop.mart.daily', 'shop.mart.other'],
      5,
    ]);
  });

  it('tell a dataset', async () => {
    const dataset = await ask(
      marquezDataset,
      `/namespaces/${part(namespace)}/datasets/${part('shop.mart.daily')}`,
    );

    expect(dataset).toEqual({
      id: daily,
      type: 'DB_TABLE',
      name: daily.name,
      physicalName: daily.name,
      createdAt: '2026-03-01T00:00:00.000Z',
      updatedAt: '2026-03-01T08:00:02.000Z',
      namespace,
      sourceName: namespace,
      fields: [{ name: 'revenue', type: null, tags: [], description: null }],
      tags: [],
      lastModifiedAt: '2026-03-01T08:00:02.000Z',
      lastLifecycleState: null,
      description: null,
      currentVersion: 'e2',
      columnLineage: [
        {
          name: 'revenue',
          inputFields: [
            {
              namespace,
              dataset: 'shop.core.orders',
              datasetVersion: null,
              field: 'total',
              transformationDescription: null,
              transformationType: 'IDENTITY',
              kinds: ['IDENTITY'],
              masking: false,
            },
          ],
        },
      ],
      facets: {
        schema: {
          _producer: 'urn:tributary',
          _schemaURL: 'https://openlineage.io/spec/facets/1-1-1/SchemaDatasetFacet.json',
          fields: [{ name: 'revenue', type: null }],
        },
      },
      deleted: false,
    });
  });

  it('tell of a dataset what events say of it, in their own words and where Marquez has a place for it', async () => {
    const found = await ask(
      marquezDataset,
      `/namespaces/${part(glue.namespace)}/datasets/${part(glue.name)}`,
    );

    expect(found).toMatchObject({
      fields: [{ name: 'id', tags: ['pii'], description: 'number of the order' }],
      tags: ['gold'],
      lastLifecycleState: 'OVERWRITE',
      facets: { version: { datasetVersion: '4711' }, schema: { fields: [{ name: 'id' }, null] } },
    });
  });

  it('find a dataset of an ARN, in any case', async () => {
    for (const name of [glue.name, glue.name.toUpperCase()]) {
      const found = await ask(marquezDataset, `/namespaces/${part(glue.namespace)}/datasets/${part(name)}`);
      expect(found.id).toEqual(glue);
    }
  });

  it('tell versions as the runs that wrote, and one where nobody was seen to', async () => {
    const of = (name: string) => `/namespaces/${part(namespace)}/datasets/${part(name)}/versions`;

    const { versions, totalCount } = await ask(marquezDatasetVersions, of('shop.mart.daily'));
    expect([versions.length, totalCount, versions[0]?.createdByRun?.id]).toEqual([1, 1, 'e2']);
    const unwritten = await ask(marquezDatasetVersions, of('shop.raw.orders'));
    expect(unwritten.versions).toMatchObject([{ createdByRun: null }]);
    const { version } = unwritten.versions[0]!;
    expect(await ask(marquezDatasetVersion, `${of('shop.raw.orders')}/${version}`)).toEqual(
      unwritten.versions[0],
    );
    expect((await ask(marquezDatasetVersion, `${of('shop.mart.daily')}/e2`)).version).toBe('e2');
  });

  it('tell jobs of statements and of OpenLineage alike', async () => {
    const { jobs, totalCount } = await ask(marquezJobs, '/jobs');
    expect(jobs.map((job) => [job.namespace, job.name.replace(/[0-9a-f]{8}$/, '…')])).toEqual([
      ['airflow', 'dag.publish'],
      [namespace, 'INSERT shop.core.orders …'],
      [namespace, 'INSERT shop.core.orders …'],
      [namespace, 'INSERT shop.mart.daily …'],
      [namespace, 'INSERT shop.mart.other …'],
    ]);
    expect(totalCount).toBe(5);

    const name = await jobName('INSERT shop.mart.daily');
    const job = await ask(marquezJob, `/namespaces/${part(namespace)}/jobs/${part(name)}`);
    const run = {
      id: 'e2',
      createdAt: '2026-03-01T08:00:02.000000Z',
      updatedAt: '2026-03-01T08:01:02.000000Z',
      nominalStartTime: null,
      nominalEndTime: null,
      state: 'COMPLETED',
      startedAt: '2026-03-01T08:00:02.000000Z',
      endedAt: '2026-03-01T08:01:02.000000Z',
      durationMs: 60_000,
      args: { user: 'etl' },
      jobVersion: { namespace, name, version: job.currentVersion },
      inputDatasetVersions: [],
      outputDatasetVersions: [],
      facets: {},
    };
    expect(job).toEqual({
      id: { namespace, name },
      type: 'BATCH',
      name,
      simpleName: name,
      parentJobName: null,
      parentJobUuid: null,
      createdAt: '2026-03-01T08:00:02.000000Z',
      updatedAt: '2026-03-01T08:01:02.000000Z',
      namespace,
      inputs: [{ namespace, name: 'shop.core.orders' }],
      outputs: [daily],
      location: null,
      description: null,
      latestRun: run,
      latestRuns: [run],
      currentVersion: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tags: [],
      facets: { sql: { query: sqlOf(lines[2]!) } },
    });
  });

  it('tell what a job of OpenLineage did when it last completed, and that it failed since', async () => {
    const path = `/namespaces/airflow/jobs/dag.publish`;

    const job = await ask(marquezJob, path);
    expect(job).toMatchObject({
      inputs: [daily],
      outputs: [glue],
      latestRun: { id: failed, state: 'FAILED' },
      latestRuns: [{ id: failed }, { id: completed }],
      // Facets hold until others take their place, also those of an earlier run.
      description: 'publishes',
      location: 'https://git.example.org/publish.py',
      tags: ['tier-1'],
      facets: { sql: { query: 'select 1' }, documentation: { description: 'publishes' } },
    });
    const { runs, totalCount } = await ask(marquezRuns, `${path}/runs?limit=1&offset=1`);
    expect([runs.map(({ id, state }) => [id, state]), totalCount]).toEqual([[[completed, 'COMPLETED']], 2]);
    expect((await ask(marquezJobs, '/jobs?lastRunStates=FAILED&lastRunStates=ABORTED')).jobs).toHaveLength(1);
    expect((await ask(marquezJobs, '/namespaces/airflow/jobs?lastRunStates=COMPLETED')).totalCount).toBe(0);
  });

  it('tell runs and their facets', async () => {
    expect(await ask(marquezRun, `/jobs/runs/${completed}`)).toMatchObject({
      durationMs: 30_000,
      nominalStartTime: '2026-03-02T00:00:00Z',
      nominalEndTime: null,
      facets: { processing_engine: { name: 'engine' } },
      inputDatasetVersions: [
        {
          datasetVersionId: { ...daily, version: expect.stringMatching(/^[0-9a-f-]{36}$/) },
          facets: { inputStatistics: { rowCount: 7 } },
        },
      ],
      outputDatasetVersions: [
        { datasetVersionId: { ...glue, version: completed }, facets: { outputStatistics: { rowCount: 5 } } },
      ],
    });
    expect((await ask(marquezRun, `/jobs/runs/${failed}`)).facets).toMatchObject({
      errorMessage: { message: 'no connection' },
    });
    expect(await ask(marquezFacets, `/jobs/runs/${completed}/facets?type=job`)).toEqual({
      runId: completed,
      facets: {
        sql: { query: 'select 1' },
        documentation: { description: 'publishes' },
        sourceCodeLocation: { type: 'git', url: 'https://git.example.org/publish.py' },
        tags: { tags: [{ key: 'tier-1', value: 'true' }] },
      },
    });
    expect((await ask(marquezFacets, '/jobs/runs/e2/facets?type=job')).facets).toEqual({
      sql: { query: sqlOf(lines[2]!) },
    });
    expect((await ask(marquezFacets, '/jobs/runs/e2/facets?type=run')).facets).toEqual({});
  });

  it('draw datasets and jobs by turns, from either, without siblings', async () => {
    const insert = await jobName('INSERT shop.mart.daily');
    const ids = async (nodeId: string, depth: number) =>
      (await ask(marquezLineage, `/lineage?nodeId=${part(nodeId)}&depth=${depth}`)).graph.map(({ id }) => id);
    const [core, mart, lake] = [
      `dataset:${namespace}:shop.core.orders`,
      `dataset:${namespace}:${daily.name}`,
      `dataset:${glue.namespace}:${glue.name}`,
    ];
    const [publish, build] = ['job:airflow:dag.publish', `job:${namespace}:${insert}`];

    expect(await ids(mart, 1)).toEqual([lake, core, mart, publish, build]);
    expect(await ids(lake, 2)).toEqual([lake, core, mart, publish, build]);
    expect(await ids(publish, 1)).toEqual([lake, mart, publish]);
    expect(await ids(mart, 20)).toHaveLength(8);
    expect(await ids(build, 20)).toHaveLength(8);

    const { graph, truncated } = await ask(marquezLineage, `/lineage?nodeId=${part(mart)}&depth=1`);
    expect(truncated).toBe(false);
    expect(graph.find(({ id }) => id === mart)).toMatchObject({
      type: 'DATASET',
      inEdges: [{ origin: build, destination: mart }],
      outEdges: [{ origin: mart, destination: publish }],
    });
    expect(graph.find(({ id }) => id === publish)).toMatchObject({
      type: 'JOB',
      data: { inputs: [daily], outputs: [glue] },
      inEdges: [{ origin: mart, destination: publish }],
      outEdges: [{ origin: publish, destination: lake }],
    });
  });

  it('draw columns with edges that start at the node they stand at', async () => {
    const field = (dataset: { namespace: string; name: string }, name: string) =>
      `datasetField:${dataset.namespace}:${dataset.name}:${name}`;
    const core = { namespace, name: 'shop.core.orders' };
    const nodes = async (query: string) =>
      (await ask(marquezColumnLineage, `/column-lineage?${query}`)).graph;

    const found = await nodes(`nodeId=${part(field(core, 'TOTAL'))}&depth=1&withDownstream=True`);

    expect(found.map(({ id }) => id)).toEqual([
      field(core, 'total'),
      field(daily, 'revenue'),
      field({ namespace, name: 'shop.raw.orders' }, 'total'),
    ]);
    expect(found[0]).toEqual({
      id: field(core, 'total'),
      type: 'DATASET_FIELD',
      data: {
        namespace,
        dataset: core.name,
        datasetVersion: null,
        field: 'total',
        fieldType: null,
        transformationDescription: null,
        transformationType: 'IDENTITY',
        inputFields: [
          {
            namespace,
            dataset: 'shop.raw.orders',
            datasetVersion: null,
            field: 'total',
            transformationDescription: null,
            transformationType: 'IDENTITY',
            kinds: ['IDENTITY'],
            masking: false,
          },
        ],
      },
      inEdges: [
        {
          origin: field(core, 'total'),
          destination: field({ namespace, name: 'shop.raw.orders' }, 'total'),
        },
      ],
      outEdges: [{ origin: field(core, 'total'), destination: field(daily, 'revenue') }],
    });
    const ofDataset = await nodes(`nodeId=${part(`dataset:${core.namespace}:${core.name}`)}`);
    expect(ofDataset).toHaveLength(4);
    const ofJob = await nodes(
      `nodeId=${part(`job:${namespace}:${await jobName('INSERT shop.mart.daily')}`)}`,
    );
    expect(ofJob.map(({ id }) => id)).toContain(field(daily, 'revenue'));
    const lake = await nodes(`nodeId=${part(field(glue, 'id'))}&depth=1`);
    expect(lake[0]?.data).toMatchObject({ transformationType: 'MASKED', fieldType: 'bigint' });
    const before = await nodes(`nodeId=${part(`dataset:${core.namespace}:${core.name}#${completed}`)}`);
    expect(before).toHaveLength(4);
  });

  it('search datasets and jobs', async () => {
    const of = async (query: string) =>
      (await ask(marquezSearch, `/search/?${query}`)).results.map(({ type, name }) =>
        `${type} ${name}`.replace(/ [0-9a-f]{8}$/, ''),
      );

    expect(await of('q=daily&sort=NAME&limit=100')).toEqual([
      'JOB INSERT shop.mart.daily',
      'DATASET shop.mart.daily',
    ]);
    expect(await of('q=daily&filter=dataset')).toEqual(['DATASET shop.mart.daily']);
    expect(await of('q=publish&filter=JOB&sort=UPDATE_AT')).toEqual(['JOB dag.publish']);
    expect(await of('q=')).toEqual([]);
  });

  it('give events as they were sent', async () => {
    const of = async (query: string) => {
      const { events, totalCount } = await ask(marquezEvents, `/events/lineage?${query}`);
      return [(events as { eventType: string }[]).map(({ eventType }) => eventType), totalCount];
    };

    expect((await ask(marquezEvents, '/events?limit=100&offset=0')).events).toHaveLength(3);
    expect(await of('limit=2&before=&after=')).toEqual([['FAIL', 'COMPLETE'], 3]);
    expect(await of('sortDirection=asc&before=2026-03-02T06:00:30.000Z')).toEqual([['START'], 1]);
    expect(await of('after=2026-03-03T06:00:00%2B00:00&namespace=airflow')).toEqual([['FAIL'], 1]);
  });

  it('count what happened of late, and what there is', async () => {
    const week = await ask(marquezLineageMetrics, '/stats/lineage-events?period=WEEK&timezone=Europe/Berlin');
    expect(week).toHaveLength(7);
    expect(await ask(marquezLineageMetrics, '/stats/lineage-events?period=DAY')).toHaveLength(24);
    for (const [thing, count] of [
      ['jobs', 5],
      ['datasets', 6],
      ['sources', 2],
    ] as const) {
      const told = await ask(marquezIntervalMetrics, `/stats/${thing}?period=DAY&timezone=UTC`);
      expect(told.at(-1)?.count).toBe(count);
    }
    expect(await ask(marquezTags, '/tags')).toEqual({ tags: [] });
  });

  it.each([
    ['/namespaces/none', 404],
    ['/sources/none', 404],
    ['/namespaces/airflow/datasets/none', 404],
    ['/namespaces/airflow/jobs/none', 404],
    ['/namespaces/airflow/jobs/none/runs', 404],
    ['/jobs/runs/none', 404],
    ['/lineage?nodeId=dataset:airflow:none', 404],
    ['/lineage?nodeId=job:airflow:none', 404],
    ['/lineage?nodeId=none', 400],
    ['/lineage', 400],
    [`/column-lineage?nodeId=datasetField:${namespace}:shop.mart.daily:none`, 404],
    [`/column-lineage?nodeId=dataset:airflow:a%23${completed}&withDownstream=true`, 400],
    ['/stats/jobs?period=MONTH', 400],
    ['/stats/jobs?period=DAY&timezone=%2B02:00', 400],
    ['/namespaces?limit=many', 400],
  ])('refuse %s with %i and a message', async (path, status) => {
    expect(await refusal(path)).toMatchObject({ code: status, message: expect.stringMatching(/\w{4}/) });
  });

  it('take no writes', async () => {
    for (const { path } of marquezEndpoints) {
      const response = await api.request(path.replace(/\{\w+\}/g, 'a'), { method: 'PUT' });
      expect([path, response.status]).toEqual([path, 405]);
    }
  });
});
