import { eventObserved, type EventObserved } from '@tributary/contracts';
import fc from 'fast-check';
import { dataset, runEvent } from '../../test/events';
import { observeEvent } from '../observe/observe-event';
import { receiveEvent } from '../receive-event';
import { type AccumulatedLineage, accumulateRun } from './accumulate-run';
import { readEvent } from './event-reading';
import { readObserved } from './observed-reading';

const received = (event: Record<string, unknown>) => {
  const reception = receiveEvent(JSON.stringify(event), '2026-03-01T09:00:00Z');
  if ('problems' in reception) throw new Error(JSON.stringify(reception.problems));
  return reception.message;
};
/** As the message looks when it has been through a queue. */
const observed = (event: Record<string, unknown>): EventObserved =>
  eventObserved.parse(JSON.parse(JSON.stringify(observeEvent(received(event), null))));

const at = (time: string, eventType: string, changes: Record<string, unknown> = {}) =>
  runEvent({ eventType, eventTime: `2026-03-01T08:${time}Z`, inputs: [], outputs: [], ...changes });

const named = (name: string) => ({ namespace: 'postgres://zoo:5432', name: `pets.public.${name}` });
const columnLineage = (...inputs: [table: string, field: string][]) => ({
  fields: { name: { inputFields: inputs.map(([table, field]) => ({ ...named(table), field })) } },
});
const meals = (facets: Record<string, unknown> = {}) => ({ outputs: [dataset('meals', facets)] });
const jobLineage = (...entries: unknown[]) => ({
  job: { namespace: 'zoo', name: 'feed_cats', facets: { lineage: { entries } } },
});
const entry = (output: string, ...inputs: string[]) => ({
  ...named(output),
  type: 'DATASET',
  inputs: inputs.map((input) => ({ ...named(input), type: 'DATASET' })),
});

const last = (name: string): string => name.split('.').at(-1)!;
const edgesOf = ({ edges }: AccumulatedLineage): string[] =>
  edges
    .map(
      ({ carrier, input, inputColumn, output, outputColumn }) =>
        `${carrier}: ${last(input.name)}.${inputColumn ?? '*'} > ${last(output.name)}.${outputColumn ?? '*'}`,
    )
    .sort();
const ofMessages = (...events: Record<string, unknown>[]): string[] =>
  edgesOf(accumulateRun(events.map((event) => readObserved(observed(event)))));

describe('the messages of a run', () => {
  it('say that nothing flows into an output', () => {
    const event = at('00:00', 'COMPLETE', {
      inputs: [dataset('cats')],
      ...meals({ lineage: { inputs: [] } }),
    });

    expect(ofMessages(event)).toEqual([]);
  });

  it('say that a job has told the whole of its lineage', () => {
    const told = at('00:00', 'RUNNING', { ...jobLineage(entry('meals', 'cats')) });
    const end = at('01:00', 'COMPLETE', {
      inputs: [dataset('dogs')],
      outputs: [dataset('meals'), dataset('log')],
    });

    expect(ofMessages(told, end)).toEqual(['lineage-facet: cats.* > meals.*']);
  });

  it('say that columnLineage has been emptied or deleted', () => {
    const start = at('00:00', 'START', {
      inputs: [dataset('cats')],
      ...meals({ columnLineage: columnLineage(['cats', 'name']) }),
    });
    const emptied = at('01:00', 'COMPLETE', meals({ columnLineage: { fields: {} } }));
    const deleted = at('01:00', 'COMPLETE', meals({ columnLineage: { _deleted: true } }));

    expect(ofMessages(start)).toEqual(['column-lineage-facet: cats.name > meals.name']);
    expect(ofMessages(start, emptied)).toEqual(['implicit: cats.* > meals.*']);
    expect(ofMessages(start, deleted)).toEqual(['implicit: cats.* > meals.*']);
  });

  it('replace the columns between tables that a lineage facet names', () => {
    const start = at('00:00', 'START', {
      ...meals({ columnLineage: columnLineage(['cats', 'nickname'], ['dogs', 'name']) }),
      ...jobLineage(entry('meals', 'cats')),
    });
    const end = at('01:00', 'COMPLETE', meals({ columnLineage: columnLineage(['cats', 'name']) }));

    expect(ofMessages(start, end)).toEqual([
      'lineage-facet: cats.* > meals.*',
      'lineage-facet: cats.name > meals.name',
    ]);
  });

  it('do not say an edge twice that stands among those of the event', () => {
    const { edges, stated } = observed(
      at('00:00', 'COMPLETE', meals({ columnLineage: columnLineage(['cats', 'name']) })),
    );

    expect(edges).toHaveLength(1);
    expect(stated).toEqual({
      complete: false,
      facets: [{ carrier: 'column-lineage-facet', output: named('meals'), tellsColumns: true, edges: null }],
    });
  });

  it('of older workers say what they have chosen', () => {
    const { stated: _stated, ...older } = observed(
      at('00:00', 'COMPLETE', {
        inputs: [dataset('cats')],
        outputs: [dataset('meals', { columnLineage: columnLineage(['cats', 'name']) }), dataset('log')],
      }),
    );

    expect(edgesOf(accumulateRun([readObserved(older)]))).toEqual([
      'column-lineage-facet: cats.name > meals.name',
      'implicit: cats.* > log.*',
    ]);
  });
});

it('a run is the same out of its messages and out of its events', () => {
  const facets = fc.option(
    fc.oneof(
      fc.constant({ columnLineage: { _deleted: true } }),
      fc.constant({ columnLineage: { fields: {} } }),
      fc.constant({ lineage: { inputs: [] } }),
      fc
        .tuple(fc.constantFrom('cats', 'dogs'), fc.constantFrom('name', 'age'))
        .map((pair) => ({ columnLineage: columnLineage(pair) })),
    ),
    { nil: {} },
  );
  const tables = fc.subarray(['cats', 'dogs']).map((names) => names.map((name) => dataset(name)));
  const event = fc.record({
    minute: fc.integer({ min: 0, max: 9 }),
    type: fc.constantFrom('START', 'RUNNING', 'COMPLETE', 'FAIL', 'OTHER'),
    inputs: tables,
    outputs: fc
      .subarray(['meals', 'log'])
      .chain((names) => fc.tuple(...names.map((name) => facets.map((own) => dataset(name, own))))),
    job: fc.option(
      fc.constantFrom(
        jobLineage(entry('meals', 'cats')),
        jobLineage(entry('meals')),
        jobLineage(entry('log', 'dogs')),
      ),
      { nil: {} },
    ),
  });
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 6 }), (specs) => {
      const events = specs.map(({ minute, type, inputs, outputs, job }) =>
        at(`0${minute}:00`, type, { inputs, outputs, ...job }),
      );

      const ofEvents = accumulateRun(events.map((one) => readEvent(received(one))));
      const ofSent = accumulateRun(events.map((one) => readObserved(observed(one))));

      expect(edgesOf(ofSent)).toEqual(edgesOf(ofEvents));
      expect({ ...ofSent, edges: null }).toEqual({ ...ofEvents, edges: null });
    }),
    { numRuns: 200 },
  );
});
