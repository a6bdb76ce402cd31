import fc from 'fast-check';
import { dataset, runEvent } from '../../test/events';
import { asWritten } from '../observe/naming';
import { receiveEvent } from '../receive-event';
import { type AccumulatedRun, accumulateRun } from './accumulate-run';
import { type EventReading, readEvent } from './event-reading';

function read(event: Record<string, unknown>): EventReading {
  const reception = receiveEvent(JSON.stringify(event), '2026-03-01T09:00:00Z');
  if ('problems' in reception) throw new Error(JSON.stringify(reception.problems));
  return readEvent(reception.message, asWritten);
}

const at = (time: string, eventType: string | undefined, changes: Record<string, unknown> = {}) =>
  read(runEvent({ eventType, eventTime: `2026-03-01T08:${time}Z`, inputs: [], outputs: [], ...changes }));

const last = (name: string): string => name.split('.').at(-1)!;
const edgesOf = ({ edges }: AccumulatedRun): string[] =>
  edges.map(
    ({ carrier, input, inputColumn, output, outputColumn }) =>
      `${carrier}: ${last(input.name)}.${inputColumn ?? '*'} > ${last(output.name)}.${outputColumn ?? '*'}`,
  );

const column = (field: string) => ({
  namespace: 'postgres://zoo:5432',
  name: 'pets.public.cats',
  field,
  transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }],
});
const meals = (facets: Record<string, unknown> = {}) => ({ outputs: [dataset('meals', facets)] });
const columnLineage = (field: string) => ({ fields: { name: { inputFields: [column(field)] } } });
const entry = (output: string, input: string) => ({
  namespace: 'postgres://zoo:5432',
  name: `pets.public.${output}`,
  type: 'DATASET',
  inputs: [{ namespace: 'postgres://zoo:5432', name: `pets.public.${input}`, type: 'DATASET' }],
});
const withLineage = (...entries: unknown[]) => ({
  job: { namespace: 'zoo', name: 'feed_cats', facets: { lineage: { entries } } },
});

describe('the lineage of a run', () => {
  it('joins the inputs of one event with the outputs of another; empty lists take nothing away', () => {
    const run = accumulateRun([
      at('00:00', 'START', { inputs: [dataset('cats')] }),
      at('01:00', 'RUNNING', meals()),
      at('02:00', 'COMPLETE'),
    ]);

    expect(edgesOf(run)).toEqual(['implicit: cats.* > meals.*']);
  });

  it('is the newest snapshot alone where the producer sends complete ones; an event that names nothing is none', () => {
    const emissionPattern = { eventTrigger: 'PERIODIC', eventContentMode: 'COMPLETE_SNAPSHOT' };
    const jobType = { processingType: 'STREAMING', integration: 'FLINK', emissionPattern };
    const job = { namespace: 'zoo', name: 'feed_cats', facets: { jobType } };
    const events = [
      at('00:00', 'RUNNING', { job, inputs: [dataset('cats')], ...meals() }),
      at('01:00', 'RUNNING', { job, inputs: [dataset('dogs')], ...meals() }),
      at('02:00', 'RUNNING', { job }),
    ];

    for (const order of [events, [...events].reverse()])
      expect(edgesOf(accumulateRun(order))).toEqual(['implicit: dogs.* > meals.*']);
  });

  it('has the newest columnLineage alone, and keeps it when later events are silent', () => {
    const run = accumulateRun([
      at('00:00', 'START', meals({ columnLineage: columnLineage('nickname') })),
      at('01:00', 'RUNNING', meals({ columnLineage: columnLineage('name') })),
      at('02:00', 'COMPLETE', meals()),
    ]);

    expect(edgesOf(run)).toEqual(['column-lineage-facet: cats.name > meals.name']);
  });

  it('falls back to inputs and outputs when columnLineage is deleted', () => {
    const run = accumulateRun([
      at('00:00', 'START', { inputs: [dataset('cats')], ...meals({ columnLineage: columnLineage('name') }) }),
      at('01:00', 'COMPLETE', meals({ columnLineage: { _deleted: true } })),
    ]);

    expect(edgesOf(run)).toEqual(['implicit: cats.* > meals.*']);
  });

  it('adds up the entries of lineage facets, and implies nothing beside them', () => {
    const run = accumulateRun([
      at('00:00', 'RUNNING', {
        inputs: [dataset('cats')],
        outputs: [dataset('meals')],
        ...withLineage(entry('meals', 'cats')),
      }),
      at('01:00', 'COMPLETE', {
        inputs: [dataset('dogs')],
        outputs: [dataset('walks')],
        ...withLineage(entry('walks', 'dogs')),
      }),
    ]);

    expect(edgesOf(run)).toEqual(['lineage-facet: cats.* > meals.*', 'lineage-facet: dogs.* > walks.*']);
  });
});

describe('the state of a run', () => {
  const types = (...list: (string | undefined)[]) =>
    accumulateRun(list.map((type, minute) => at(`0${minute}:00`, type)));

  it.each([
    [['START', 'RUNNING', 'COMPLETE'], 'COMPLETE'],
    [['START', 'COMPLETE', 'RUNNING'], 'COMPLETE'],
    [['COMPLETE', 'START'], 'COMPLETE'],
    [['START', 'FAIL'], 'FAIL'],
    [['RUNNING', 'START'], 'RUNNING'],
    [['START', 'OTHER'], 'START'],
    [['OTHER'], null],
    [[undefined], null],
  ])('of %j is %s', (list, state) => {
    expect(types(...list).state).toBe(state);
  });

  it('knows when it started and ended, to fractions of a second', () => {
    const run = accumulateRun([at('00:00.5', 'COMPLETE'), at('00:00', 'START')]);

    expect(run).toMatchObject({ startedAt: '2026-03-01T08:00:00Z', endedAt: '2026-03-01T08:00:00.5Z' });
  });

  const streaming = {
    job: { namespace: 'zoo', name: 'feed', facets: { jobType: { processingType: 'STREAMING' } } },
  };

  it.each([
    ['completed', [at('00:00', 'COMPLETE')], true],
    ['failed', [at('00:00', 'FAIL')], false],
    ['only runs', [at('00:00', 'RUNNING')], false],
    ['streams', [at('00:00', 'RUNNING', streaming)], true],
    ['streamed until it failed', [at('00:00', 'RUNNING', streaming), at('01:00', 'FAIL', streaming)], true],
    ['only started to stream', [at('00:00', 'START', streaming)], false],
  ])('a run that %s', (_what, events, proven) => {
    expect(accumulateRun(events).proven).toBe(proven);
  });
});

it('is the same for every order and number of deliveries', () => {
  const events = [
    at('00:00', 'START', {
      inputs: [dataset('cats')],
      ...meals({ columnLineage: columnLineage('nickname') }),
    }),
    at('01:00', 'RUNNING', meals({ columnLineage: { _deleted: true } })),
    at('02:00', 'RUNNING', meals({ columnLineage: columnLineage('name') })),
    at('03:00', 'COMPLETE', { outputs: [dataset('log')] }),
    at('04:00', 'OTHER', { inputs: [dataset('dogs')] }),
  ];
  const told = (run: AccumulatedRun) => ({ ...run, inputs: null, outputs: null, edges: edgesOf(run).sort() });
  const expected = told(accumulateRun(events));

  fc.assert(
    fc.property(
      fc.shuffledSubarray([...events, ...events, ...events], { minLength: 15, maxLength: 15 }),
      (delivered) => {
        expect(told(accumulateRun(delivered))).toEqual(expected);
      },
    ),
    { numRuns: 50 },
  );
});
