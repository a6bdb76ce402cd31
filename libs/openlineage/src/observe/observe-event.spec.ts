import { eventObserved, type EventObserved } from '@tributary/contracts';
import { dataset, runEvent } from '../../test/events';
import { receiveEvent } from '../receive-event';
import type { ReadSql, SqlRequest } from '../sql/sql-request';
import { observeEvent } from './observe-event';

const unread: ReadSql = () => null;

function observe(event: Record<string, unknown>, readSql: ReadSql = unread): EventObserved {
  const reception = receiveEvent(JSON.stringify(event), '2026-03-01T09:00:00Z');
  if ('problems' in reception) throw new Error(JSON.stringify(reception.problems));
  return eventObserved.parse(observeEvent(reception.message, readSql));
}

const short = ({ edges }: EventObserved): string[] =>
  edges
    .map(
      ({ carrier, input, inputColumn, output, outputColumn, kinds }) =>
        `${carrier}: ${last(input.name)}.${inputColumn ?? '*'} > ${last(output.name)}.${outputColumn ?? '*'} ${kinds.join('+')}`,
    )
    .sort();
const last = (name: string): string => name.split(/[./]/).at(-1)!;

const from = (name: string, field?: string, transformations?: unknown[]) => ({
  namespace: 'postgres://zoo:5432',
  name: `pets.public.${name}`,
  type: 'DATASET',
  ...(field !== undefined && { field }),
  ...(transformations !== undefined && { transformations }),
});
const direct = (subtype: string) => ({ type: 'DIRECT', subtype });
const indirect = (subtype: string) => ({ type: 'INDIRECT', subtype });

const withColumnLineage = (facet: unknown, changes: Record<string, unknown> = {}) =>
  runEvent({ outputs: [dataset('meals', { columnLineage: facet })], ...changes });

describe('the edges of an event', () => {
  it('are table edges from every input where nothing better is said', () => {
    const event = runEvent({ inputs: [dataset('cats'), dataset('food')] });

    expect(short(observe(event))).toEqual([
      'implicit: cats.* > meals.* UNSPECIFIED',
      'implicit: food.* > meals.* UNSPECIFIED',
    ]);
  });

  it('come from columnLineage, whose inputs may be listed once per kind', () => {
    const event = withColumnLineage({
      fields: {
        grams: {
          inputFields: [
            from('cats', 'weight', [direct('transformation')]),
            from('cats', 'weight', [indirect('FILTER')]),
          ],
        },
        name: { inputFields: [from('cats', 'name')] },
      },
      dataset: [from('cats', 'hungry', [indirect('FILTER')])],
    });

    expect(short(observe(event))).toEqual([
      'column-lineage-facet: cats.hungry > meals.* FILTER',
      'column-lineage-facet: cats.name > meals.name UNSPECIFIED',
      'column-lineage-facet: cats.weight > meals.grams FILTER+TRANSFORMATION',
    ]);
  });

  it('spell the columns of a path as the Glue table has them that it is by symlink', () => {
    const path = (facets: Record<string, unknown> = {}) => ({
      namespace: 's3://pets',
      name: 'lake/meals',
      facets,
    });
    const glue = { namespace: 'arn:aws:glue:eu-west-1:111111111111', name: 'table/zoo/meals', type: 'TABLE' };
    const columnLineage = { fields: { GramsEaten: { inputFields: [from('cats', 'Weight')] } } };
    const schema = { fields: [{ name: 'GramsEaten' }] };
    const written = (facets: Record<string, unknown>) =>
      observe(runEvent({ outputs: [path({ columnLineage, schema, ...facets })] }));

    const linked = written({ symlinks: { identifiers: [glue] } });
    expect(short(linked)).toEqual(['column-lineage-facet: cats.Weight > meals.gramseaten UNSPECIFIED']);
    expect(linked.datasets.at(-1)!.columns).toEqual([{ name: 'gramseaten', type: null }]);
    for (const alone of [written({}), written({ symlinks: { identifiers: [glue], _deleted: true } })])
      expect(short(alone)).toEqual(['column-lineage-facet: cats.Weight > meals.GramsEaten UNSPECIFIED']);
  });

  it('gather an influence on every column into one on the dataset', () => {
    const filtered = from('cats', 'hungry', [indirect('FILTER')]);
    const event = withColumnLineage({
      fields: {
        grams: { inputFields: [from('cats', 'weight', [direct('IDENTITY')]), filtered] },
        name: { inputFields: [filtered] },
      },
    });

    expect(short(observe(event))).toEqual([
      'column-lineage-facet: cats.hungry > meals.* FILTER',
      'column-lineage-facet: cats.weight > meals.grams IDENTITY',
    ]);
  });

  it('know the old word for a masked column', () => {
    const event = withColumnLineage({
      fields: { name: { inputFields: [from('cats', 'name')], transformationType: 'MASKED' } },
    });

    expect(observe(event).edges).toMatchObject([{ kinds: ['TRANSFORMATION'], masking: true }]);
  });

  it('follow the lineage facet before columnLineage', () => {
    const lineage = {
      entries: [
        { ...from('meals'), fields: { grams: { inputs: [from('food', 'grams', [direct('IDENTITY')])] } } },
      ],
    };
    const event = withColumnLineage(
      { fields: { grams: { inputFields: [from('cats', 'weight')] } } },
      { job: { namespace: 'zoo', name: 'feed_cats', facets: { lineage } } },
    );

    expect(short(observe(event))).toEqual(['lineage-facet: food.grams > meals.grams IDENTITY']);
  });

  it('are none where the lineage facet says so', () => {
    const lineage = { entries: [{ ...from('meals'), inputs: [] }] };

    expect(observe(runEvent({ job: { namespace: 'a', name: 'b', facets: { lineage } } })).edges).toEqual([]);
  });

  it('take columns from columnLineage where the lineage facet names tables only', () => {
    const lineage = { entries: [{ ...from('meals'), inputs: [from('cats')] }] };
    const event = withColumnLineage(
      { fields: { grams: { inputFields: [from('cats', 'weight'), from('dogs', 'weight')] } } },
      { job: { namespace: 'a', name: 'b', facets: { lineage } } },
    );

    expect(short(observe(event))).toEqual([
      'lineage-facet: cats.* > meals.* UNSPECIFIED',
      'lineage-facet: cats.weight > meals.grams UNSPECIFIED',
    ]);
  });

  it('fall to the next carrier with a warning when an entry cannot be read', () => {
    const lineage = { entries: [{ ...from('meals'), inputs: [{ type: 'DATASET', name: 'nowhere' }] }] };
    const observed = observe(runEvent({ job: { namespace: 'a', name: 'b', facets: { lineage } } }));

    expect(short(observed)).toEqual(['implicit: cats.* > meals.* UNSPECIFIED']);
    expect(observed.warnings.map(({ code }) => code)).toEqual(['lineage-entry-ignored']);
  });

  it('outlive facets of any shape', () => {
    for (const broken of [
      null,
      7,
      'x',
      [],
      {},
      { fields: null },
      { fields: [] },
      { fields: { a: null } },
      { dataset: 3 },
    ])
      expect(short(observe(withColumnLineage(broken)))).toEqual(['implicit: cats.* > meals.* UNSPECIFIED']);
  });

  it('reach columns named like members of every object', () => {
    const facet = JSON.parse(
      `{"fields":{"__proto__":{"inputFields":[${JSON.stringify(from('cats', 'constructor'))}]}}}`,
    ) as unknown;

    expect(short(observe(withColumnLineage(facet)))).toEqual([
      'column-lineage-facet: cats.constructor > meals.__proto__ UNSPECIFIED',
    ]);
  });
});

describe('the datasets of an event', () => {
  it('bring nested columns, other names, owners and what became of them', () => {
    const facets = {
      schema: {
        fields: [
          { name: 'owner', type: 'struct', fields: [{ name: 'city' }] },
          { name: 'id', type: 'int' },
        ],
      },
      symlinks: { identifiers: [{ namespace: 'hive://ms:9083', name: 'zoo.cats' }] },
      ownership: { owners: [{ name: 'team:cats' }] },
      documentation: { description: 'all cats' },
      lifecycleStateChange: {
        lifecycleStateChange: 'rename',
        previousIdentifier: { namespace: 'postgres://zoo:5432', name: 'pets.public.kittens' },
      },
      storage: { _deleted: true },
      version: null,
    };

    expect(observe(runEvent({ inputs: [], outputs: [dataset('cats', facets)] })).datasets).toEqual([
      {
        dataset: { namespace: 'postgres://zoo:5432', name: 'pets.public.cats' },
        role: 'output',
        columns: [
          { name: 'owner', type: 'struct' },
          { name: 'owner.city', type: null },
          { name: 'id', type: 'int' },
        ],
        symlinks: [{ name: { namespace: 'hive://ms:9083', name: 'zoo.cats' }, type: 'TABLE' }],
        lifecycle: 'RENAME',
        previousName: { namespace: 'postgres://zoo:5432', name: 'pets.public.kittens' },
        owners: ['team:cats'],
        description: 'all cats',
        facets: ['documentation', 'lifecycleStateChange', 'ownership', 'schema', 'symlinks'],
        deletedFacets: ['storage'],
      },
    ]);
  });

  it('are spelt as our collectors spell them, columns too', () => {
    const output = {
      namespace: 'redshift://shop.abc.eu-west-1.redshift.amazonaws.com',
      name: 'DEV.Mart.Sales',
      facets: { columnLineage: { fields: { Day: { inputFields: [from('cats', 'Born')] } } } },
    };
    const [edge] = observe(runEvent({ outputs: [output] })).edges;

    expect(edge).toMatchObject({
      output: { namespace: 'redshift://shop.eu-west-1:5439', name: 'dev.mart.sales' },
      outputColumn: 'day',
      inputColumn: 'Born',
    });
  });
});

describe('the run of an event', () => {
  it('knows its parent under both names, its query, and its error without secrets', () => {
    const run = {
      runId: '0195c2a0-0000-7000-8000-000000000001',
      facets: {
        parentRun: {
          run: { runId: '0195C2A0-0000-7000-8000-0000000000AA' },
          job: { namespace: 'airflow', name: 'dag' },
        },
        externalQuery: { externalQueryId: 'q-1', source: 'awsathena' },
        nominalTime: { nominalStartTime: '2026-03-01T00:00:00Z' },
        errorMessage: { message: 'cannot reach postgres://keeper:hush-1@zoo:5432' },
      },
    };

    const { parentRun: parent } = run.facets;
    const byJob = runEvent({ job: { namespace: 'zoo', name: 'feed_cats', facets: { parent } } });
    expect(observe(byJob).run?.parent).toEqual(observe(runEvent({ run })).run?.parent);
    expect(observe(runEvent({ run })).run).toEqual({
      id: '0195c2a0-0000-7000-8000-000000000001',
      parent: { runId: '0195c2a0-0000-7000-8000-0000000000aa', job: { namespace: 'airflow', name: 'dag' } },
      root: null,
      externalQuery: { id: 'q-1', source: 'awsathena' },
      nominalStart: '2026-03-01T00:00:00Z',
      error: 'cannot reach postgres://zoo:5432',
    });
  });
});

describe('the SQL of an event', () => {
  it('is asked for statement by statement, with what the event knows', () => {
    const asked: SqlRequest[] = [];
    const event = runEvent({
      job: { namespace: 'zoo', name: 'dbt', facets: { sql: { query: 'select a from cats; select 1' } } },
      inputs: [dataset('cats', { schema: { fields: [{ name: 'a' }] } })],
    });

    const observed = observe(event, (request) => {
      asked.push(request);
      return null;
    });

    expect(asked.map(({ sql }) => sql)).toEqual(['select a from cats', 'select 1']);
    expect(asked[0]).toMatchObject({
      dialect: 'postgres',
      namespace: 'postgres://zoo:5432',
      defaultDatabase: 'pets',
      searchPath: ['public'],
      columns: [{ dataset: { name: 'pets.public.cats' }, columns: ['a'] }],
      target: { name: 'pets.public.meals' },
    });
    expect(observed.warnings.map(({ code }) => code)).toEqual(['sql-unread', 'sql-unread']);
  });
});
