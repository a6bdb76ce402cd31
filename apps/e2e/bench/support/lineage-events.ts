/** Run events as Spark, dbt and Airflow send them in size and shape (2 to 8 KB), each with a run of its own. */
export function lineageEvents(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, i) => JSON.stringify(shapes[i % shapes.length]!(from + i)));
}

const NAMESPACE = 'redshift://shop.eu-west-1:5439';
const producerOf = (integration: string): string =>
  `https://github.com/OpenLineage/OpenLineage/tree/1.40.0/integration/${integration}`;
const facet = (name: string, content: object): object => ({
  _producer: producerOf('spark'),
  _schemaURL: `https://openlineage.io/spec/facets/1-0-0/${name}.json#/$defs/${name}`,
  ...content,
});

const columns = (count: number): string[] => Array.from({ length: count }, (_, i) => `column_${i}`);
const schema = (count: number): object => ({
  schema: facet('SchemaDatasetFacet', {
    fields: columns(count).map((name) => ({ name, type: 'varchar(256)', description: `what ${name} holds` })),
  }),
});
const dataset = (name: string, facets: object): object => ({ namespace: NAMESPACE, name, facets });
const columnLineage = (input: string, count: number): object => ({
  columnLineage: facet('ColumnLineageDatasetFacet', {
    fields: Object.fromEntries(
      columns(count).map((field) => [
        field,
        {
          inputFields: [
            {
              namespace: NAMESPACE,
              name: input,
              field,
              transformations: [{ type: 'DIRECT', subtype: 'IDENTITY', description: '', masking: false }],
            },
          ],
        },
      ]),
    ),
  }),
});

function run(i: number, integration: string, job: object, rest: object): object {
  const hex = i.toString(16).padStart(12, '0');
  return {
    eventType: i % 2 === 0 ? 'START' : 'COMPLETE',
    eventTime: new Date(Date.UTC(2026, 2, 1) + i * 1_000).toISOString(),
    producer: producerOf(integration),
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: {
      runId: `0195c2a0-0000-7000-8000-${hex}`,
      facets: {
        nominalTime: facet('NominalTimeRunFacet', { nominalStartTime: '2026-03-01T00:00:00Z' }),
        processing_engine: facet('ProcessingEngineRunFacet', { name: integration, version: '3.5.1' }),
      },
    },
    job,
    ...rest,
  };
}

const spark = (i: number): object =>
  run(
    i,
    'spark',
    { namespace: 'spark-prod', name: `load.execute_insert_into.mart_orders_${i % 50}` },
    {
      inputs: [dataset('shop.core.orders', schema(12)), dataset('shop.core.customers', schema(8))],
      outputs: [dataset('shop.mart.orders', { ...schema(12), ...columnLineage('shop.core.orders', 12) })],
    },
  );

const dbt = (i: number): object => {
  const query = `with recent as (select order_id, customer_id, amount, ordered_at from core.orders where ordered_at > dateadd(day, -${i % 90}, current_date))
select c.segment, date_trunc('day', r.ordered_at) as day, sum(r.amount) as revenue, count(*) as orders
from recent r join core.customers c on c.customer_id = r.customer_id group by 1, 2`;
  return run(
    i,
    'dbt',
    {
      namespace: 'dbt',
      name: `shop.mart.project.daily_${i % 50}`,
      facets: { sql: facet('SQLJobFacet', { query }) },
    },
    {
      inputs: [dataset('shop.core.orders', schema(4)), dataset('shop.core.customers', schema(2))],
      outputs: [dataset('shop.mart.daily', { ...schema(4), ...columnLineage('shop.core.orders', 4) })],
    },
  );
};

const airflow = (i: number): object =>
  run(
    i,
    'airflow',
    {
      namespace: 'airflow-prod',
      name: `nightly.task_${i % 50}`,
      facets: {
        documentation: facet('DocumentationJobFacet', { description: 'Loads what came in over night.' }),
        sql: facet('SQLJobFacet', { query: 'insert into mart.daily select * from staging.daily' }),
      },
    },
    { inputs: [dataset('shop.staging.daily', {})], outputs: [dataset('shop.mart.daily', {})] },
  );

const shapes: readonly ((i: number) => object)[] = [spark, dbt, airflow];
