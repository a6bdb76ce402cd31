import { eventObserved, type EventDataset, type EventObserved } from '@tributary/contracts';
import { berthTable, eventWithFacet, shipTable, standardFacets } from '@tributary/testing';
import { receiveEvent } from '../receive-event';
import { observeEvent } from './observe-event';

const observed = (schema: string, place?: string): EventObserved => {
  const facet = standardFacets.find((one) => one.schema === schema && (place ?? one.place) === one.place)!;
  const reception = receiveEvent(eventWithFacet(facet), '2026-03-01T09:00:00Z');
  if ('problems' in reception) throw new Error(JSON.stringify(reception.problems));
  return eventObserved.parse(observeEvent(reception.message, null));
};
const output = (schema: string): EventDataset =>
  observed(schema).datasets.find(({ role }) => role === 'output')!;
const edges = (schema: string, place?: string): string[] =>
  observed(schema, place).edges.map(
    ({ inputColumn, outputColumn, kinds, masking, carrier }) =>
      `${outputColumn ?? '*'} < ${inputColumn ?? '*'} ${kinds.join('+')}${masking ? ' masking' : ''} by ${carrier}`,
  );

it('there are the 38 of the specification', () => {
  expect(new Set(standardFacets.map(({ schema }) => schema)).size).toBe(38);
});

it.each(standardFacets.map((facet) => [`${facet.schema} of a ${facet.place}`, facet] as const))(
  '%s passes the gateway as it is, and is listed where it stands',
  (_name, facet) => {
    const text = eventWithFacet(facet);

    const reception = receiveEvent(text, '2026-03-01T09:00:00Z');

    expect(reception).toMatchObject({ message: { body: text, envelope: { warnings: [] } } });
    if (!('message' in reception)) return;
    const { body, datasets, warnings } = observeEvent(reception.message, null);
    expect([body, warnings]).toEqual([text, []]);
    const listed = datasets.flatMap(({ role, facets }) => facets.map((name) => `${role} ${name}`));
    const role = { dataset: 'output', output: 'output', input: 'input', run: null, job: null }[facet.place];
    expect(listed).toEqual(role === null ? [] : [`${role} ${facet.key}`]);
  },
);

describe('those with a meaning for the graph', () => {
  it('of a run', () => {
    expect(observed('ParentRunFacet').run).toMatchObject({
      parent: {
        runId: '0195c2a0-0000-7000-8000-00000000aaaa',
        job: { namespace: 'harbour', name: 'dock.assign' },
      },
      root: { runId: '0195c2a0-0000-7000-8000-00000000bbbb', job: { namespace: 'harbour', name: 'dock' } },
    });
    expect(observed('NominalTimeRunFacet').run?.nominalStart).toBe('2026-03-01T00:00:00Z');
    expect(observed('ErrorMessageRunFacet').run?.error).toBe('no berth is free');
    expect(observed('ExternalQueryRunFacet').run?.externalQuery).toEqual({
      id: 'q-0817',
      source: 'awsathena',
    });
  });

  it('of a job', () => {
    expect(observed('JobTypeJobFacet').job).toMatchObject({
      integration: 'FLINK',
      jobType: 'JOB',
      processingType: 'STREAMING',
      contentMode: 'COMPLETE_SNAPSHOT',
    });
    expect(edges('LineageFacet', 'job')).toEqual([
      '* < arrived FILTER by lineage-facet',
      'taken_by < id IDENTITY by lineage-facet',
    ]);
  });

  it('of a dataset', () => {
    expect(output('SchemaDatasetFacet').columns).toEqual([
      { name: 'id', type: 'bigint' },
      { name: 'place', type: 'struct' },
      { name: 'place.quay', type: 'varchar' },
      { name: 'place.at', type: 'struct' },
      { name: 'place.at.metre', type: 'int' },
    ]);
    expect(output('SymlinksDatasetFacet').symlinks).toEqual([
      { name: { namespace: 'hive://metastore:9083', name: 'port.berths' }, type: 'TABLE' },
    ]);
    expect(output('LifecycleStateChangeDatasetFacet')).toMatchObject({
      lifecycle: 'RENAME',
      previousName: { namespace: berthTable.namespace, name: 'port.public.moorings' },
    });
    expect(output('DocumentationDatasetFacet').description).toBe('where ships lie');
    expect(output('OwnershipDatasetFacet').owners).toEqual(['user:harbour-master']);
    expect(edges('ColumnLineageDatasetFacet')).toEqual([
      'taken_by < name TRANSFORMATION masking by column-lineage-facet',
      '* < tonnage SORT by column-lineage-facet',
    ]);
    expect(edges('LineageFacet', 'dataset')).toEqual([
      '* < * UNSPECIFIED by lineage-facet',
      'taken_by < id UNSPECIFIED by lineage-facet',
    ]);
  });

  it('where a facet says nothing of lineage, what is read may flow into what is written', () => {
    expect(observed('StorageDatasetFacet').edges).toMatchObject([
      { input: shipTable, output: berthTable, carrier: 'implicit' },
    ]);
  });
});

it('the values of environment variables that sound secret are overwritten, the others stay', () => {
  const [named] = standardFacets.filter(({ schema }) => schema === 'EnvironmentVariablesRunFacet');
  const environmentVariables = [
    { name: 'HARBOUR_REGION', value: 'north' },
    { value: 'hush-1', name: 'HARBOUR_DB_PASSWORD' },
  ];
  const text = eventWithFacet({ ...named!, content: { environmentVariables } });

  const reception = receiveEvent(text, '2026-03-01T09:00:00Z');

  expect(reception).toMatchObject({ message: { body: text.replace('hush-1', '***') } });
});
