import fs from 'node:fs';
import path from 'node:path';
import { catalogObserved, lineageExtracted, type LineageExtracted } from '@tributary/contracts';
import { z } from 'zod';
import { observeEvent } from '../observe/observe-event';
import { receiveEvent } from '../receive-event';
import { datasetEventsOf } from './dataset-events-of-catalog';
import { OWN_PRODUCER, type EmittedEvent } from './openlineage-event';
import { runEventsOf } from './run-events-of-statement';

/** What the specification asks of every facet of ours, and no facet that is not among them. */
const facet = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject({ _producer: z.literal(OWN_PRODUCER), _schemaURL: z.url(), ...shape });
const name = z.string().min(1);
const field = z.strictObject({
  namespace: name,
  name,
  field: name,
  transformations: z.array(
    z.strictObject({
      type: z.enum(['DIRECT', 'INDIRECT']),
      subtype: name.optional(),
      masking: z.boolean(),
    }),
  ),
});
const dataset = z.strictObject({
  namespace: name,
  name,
  facets: z
    .strictObject({
      schema: facet({ fields: z.array(z.strictObject({ name, type: name.optional() })) }).optional(),
      datasetType: facet({ datasetType: name, subType: name.optional() }).optional(),
      symlinks: facet({
        identifiers: z.array(z.strictObject({ namespace: name, name, type: name })),
      }).optional(),
      ownership: facet({ owners: z.array(z.strictObject({ name })) }).optional(),
      documentation: facet({ description: z.string() }).optional(),
      lifecycleStateChange: facet({
        lifecycleStateChange: z.enum(['ALTER', 'CREATE', 'DROP', 'OVERWRITE', 'RENAME', 'TRUNCATE']),
        previousIdentifier: z.strictObject({ namespace: name, name }).optional(),
      }).optional(),
      columnLineage: facet({
        fields: z.record(z.string(), z.strictObject({ inputFields: z.array(field) })),
        dataset: z.array(field).optional(),
      }).optional(),
    })
    .optional(),
});
const frame = { eventTime: z.iso.datetime(), producer: z.literal(OWN_PRODUCER), schemaURL: z.url() };
const emitted = z.union([
  z.strictObject({
    ...frame,
    eventType: z.literal('COMPLETE'),
    run: z.strictObject({
      runId: z.uuid(),
      facets: z.strictObject({
        externalQuery: facet({ externalQueryId: name, source: name }).optional(),
      }),
    }),
    job: z.strictObject({
      namespace: name,
      name,
      facets: z.strictObject({
        sql: facet({ query: z.string(), dialect: name }),
        jobType: facet({ processingType: z.literal('BATCH'), integration: name, jobType: name }),
      }),
    }),
    inputs: z.array(dataset),
    outputs: z.array(dataset),
  }),
  z.strictObject({ ...frame, dataset }),
]);

const samples = <T>(type: string, schema: z.ZodType<T>): [string, T][] => {
  const folder = path.join(__dirname, '..', '..', '..', 'contracts', 'samples', type, 'v1');
  return fs
    .readdirSync(folder)
    .map((file) => [file, schema.parse(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')))]);
};
const statements = samples('lineage-extracted', lineageExtracted);
const sample = (file: string): LineageExtracted => statements.find(([known]) => known === file)![1];
const received = (event: EmittedEvent) => {
  const reception = receiveEvent(JSON.stringify(event), '2026-12-01T00:00:00Z');
  if ('problems' in reception) throw new Error(JSON.stringify(reception.problems));
  return reception.message;
};

it.each([
  ...statements.map(([file, message]) => [file, runEventsOf(message)] as const),
  ...samples('catalog-observed', catalogObserved).map(
    ([file, message]) => [file, datasetEventsOf(message)] as const,
  ),
])('what is sent for %s is OpenLineage, and our own gateway finds nothing odd in it', (_file, events) => {
  for (const event of events) {
    expect(emitted.parse(event)).toEqual(event);
    expect(received(event).envelope.warnings).toEqual([]);
  }
});

it('the run of a statement says what was read, what was written, and how', () => {
  const [event] = runEventsOf(sample('athena-insert.json'));
  const { edges, run, job } = observeEvent(received(event!), null);

  expect(
    edges
      .map(
        ({ inputColumn, outputColumn, kinds }) =>
          `${outputColumn ?? '*'} < ${inputColumn} ${kinds.join('+')}`,
      )
      .sort(),
  ).toEqual([
    '* < dt FILTER+GROUP_BY',
    '* < session_id GROUP_BY',
    'dt < dt IDENTITY',
    'session_id < session_id IDENTITY',
    'started < ts AGGREGATION',
  ]);
  expect(run!.externalQuery).toEqual({
    source: 'awsathena',
    id: sample('athena-insert.json').executions[0]!.executionId,
  });
  expect(job!.name).toMatch(/^lake\.sessions_daily\.insert\.[0-9a-f]{12}$/);
});

it('an execution has the same run whenever it is told, and another one in another warehouse', () => {
  const message = sample('athena-insert.json');
  const elsewhere = { ...message, source: { ...message.source, id: 'athena:elsewhere' } };
  const runId = (of: LineageExtracted): string => runEventsOf(of)[0]!.run.runId;

  expect(runId(message)).toBe(runId({ ...message, analysis: { ...message.analysis, engineVersion: '2' } }));
  expect(runId(message)).not.toBe(runId(elsewhere));
});

it('nothing is told of what was rolled back, has failed, or writes nothing', () => {
  const message = sample('athena-insert.json');
  const [execution] = message.executions;
  const as = (changes: Partial<LineageExtracted['executions'][number]>) =>
    runEventsOf({ ...message, executions: [{ ...execution!, ...changes }] });

  expect(as({ transaction: 'rolled-back' })).toEqual([]);
  expect(as({ status: 'failed' })).toEqual([]);
  expect(runEventsOf({ ...message, analysis: { ...message.analysis, outputs: [] } })).toEqual([]);
});

it('a rename tells the name that was', () => {
  const [event] = runEventsOf(sample('rename.json'));

  expect(observeEvent(received(event!), null).datasets).toContainEqual(
    expect.objectContaining({ role: 'output', lifecycle: 'RENAME', previousName: expect.anything() }),
  );
});

it('a temp table is marked, and belongs to its session', () => {
  const [event] = runEventsOf(sample('create-temp-table.json'));

  expect(event!.outputs[0]).toMatchObject({
    name: expect.stringContaining(`#${sample('create-temp-table.json').executions[0]!.sessionId}`),
    facets: { datasetType: { subType: 'TEMPORARY' } },
  });
});
