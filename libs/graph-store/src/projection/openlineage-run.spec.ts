import type { EventDataset, EventEdge, EventObserved } from '@tributary/contracts';
import fc from 'fast-check';
import { event, type EventSpec } from '../../test/support/event-messages';
import { table } from '../../test/support/lineage-messages';
import { reduceRun, type OpenLineageRun, type StoredEvent } from './openlineage-run';

/** A message as the store keeps it, with what the test is about put in. */
function stored(
  spec: EventSpec,
  changes: Partial<EventObserved> = {},
  ofDataset: Partial<EventDataset> = {},
): StoredEvent {
  const message = { ...event(spec), ...changes };
  return {
    contentHash: message.envelope.contentHash,
    at: message.envelope.eventTime.replace('Z', '000000Z'),
    body: { ...message, datasets: message.datasets.map((each) => ({ ...each, ...ofDataset })) },
  };
}

const base = { run: 'r', inputs: ['a', 'b'], outputs: ['t'] };
const edge = (carrier: EventEdge['carrier'], input: string, column: string | null = null): EventEdge => ({
  carrier,
  input: table(input),
  inputColumn: column,
  output: table('t'),
  outputColumn: column,
  kinds: ['IDENTITY'],
  masking: false,
  description: null,
});
const facet = (
  carrier: 'lineage-facet' | 'column-lineage-facet',
  edges: EventEdge[] | null,
  tellsColumns = true,
) => ({ carrier, output: table('t'), tellsColumns, edges });
const stating = (...facets: ReturnType<typeof facet>[]) => ({ stated: { facets, complete: false } });

const edgesOf = ({ edges }: OpenLineageRun): string[] =>
  edges.map(({ carrier, input, inputColumn }) => `${carrier} ${input.name}.${inputColumn ?? '*'}`).sort();

describe('the lineage of a run', () => {
  it('is implied by inputs and outputs only as far as nothing is said, and never within one table', () => {
    const [start, end] = [
      stored({ ...base, type: 'START', at: 1, inputs: ['a', 't'], outputs: [] }),
      stored({ ...base, type: 'COMPLETE', at: 2, inputs: ['b'] }),
    ];

    expect(edgesOf(reduceRun([start, end]))).toEqual(['implicit dev.mart.a.*', 'implicit dev.mart.b.*']);
  });

  it('is none where a lineage facet says that nothing flows in', () => {
    const end = stored({ ...base, type: 'COMPLETE', at: 1 }, stating(facet('lineage-facet', null)));

    expect(edgesOf(reduceRun([end]))).toEqual([]);
  });

  it('is not added to by tables when the job has told all of it', () => {
    const told = stored(
      { ...base, type: 'RUNNING', at: 1, outputs: [] },
      { stated: { facets: [], complete: true } },
    );

    expect(edgesOf(reduceRun([told, stored({ ...base, type: 'COMPLETE', at: 2 })]))).toEqual([]);
  });

  it('falls back to tables when columnLineage is emptied or deleted', () => {
    const start = stored(
      { ...base, type: 'START', at: 1, edges: ['t.x <- a.x'] },
      stating(facet('column-lineage-facet', null)),
    );
    const emptied = stored(
      { ...base, type: 'COMPLETE', at: 2 },
      stating(facet('column-lineage-facet', null)),
    );
    const deleted = stored({ ...base, type: 'COMPLETE', at: 2 }, stating(), {
      deletedFacets: ['columnLineage'],
    });

    expect(edgesOf(reduceRun([start]))).toEqual(['column-lineage-facet dev.mart.a.x']);
    for (const end of [emptied, deleted])
      expect(edgesOf(reduceRun([end, start]))).toEqual(['implicit dev.mart.a.*', 'implicit dev.mart.b.*']);
  });

  it('has the columns that another event tells of tables in a lineage facet', () => {
    const start = stored(
      { ...base, type: 'START', at: 1 },
      { edges: [edge('lineage-facet', 'a')], ...stating(facet('lineage-facet', null, false)) },
    );
    const end = stored(
      { ...base, type: 'COMPLETE', at: 2 },
      stating(facet('column-lineage-facet', [edge('column-lineage-facet', 'a', 'x')])),
    );

    expect(edgesOf(reduceRun([start, end]))).toEqual([
      'lineage-facet dev.mart.a.*',
      'lineage-facet dev.mart.a.x',
    ]);
  });

  it('is read from messages of older workers, which only say what they chose', () => {
    const old = stored({ ...base, type: 'COMPLETE', at: 1, edges: ['t.x <- a.x'] });

    expect(edgesOf(reduceRun([old]))).toEqual(['column-lineage-facet dev.mart.a.x']);
  });
});

describe('a run', () => {
  const streaming = (spec: Pick<EventSpec, 'type' | 'at'>) => {
    const { job } = event({ ...base, ...spec });
    return stored({ ...base, ...spec }, { job: { ...job!, processingType: 'STREAMING' } });
  };

  it('that streamed has proven its lineage, also when it failed in the end', () => {
    const run = reduceRun([streaming({ type: 'RUNNING', at: 1 }), streaming({ type: 'FAIL', at: 2 })]);

    expect(run).toMatchObject({ state: 'FAIL', proven: true });
    expect(run.edges).toHaveLength(2);
  });

  it('that nothing is known of but its name is neither running nor proven', () => {
    expect(reduceRun([stored({ ...base, type: 'OTHER', at: 1 })])).toMatchObject({
      state: 'OTHER',
      proven: false,
      startedAt: null,
    });
  });
});

describe('a declaration', () => {
  const about = (changes: Partial<EventObserved>, edges: readonly string[] = []): StoredEvent => {
    const plain = event({ run: 'r', type: 'OTHER', at: 1, outputs: ['t'], edges });
    const envelope = {
      ...plain.envelope,
      class: 'dataset' as const,
      run: null,
      job: null,
      dataset: table('t'),
    };
    return stored(
      { run: 'r', type: 'OTHER', at: 1, outputs: ['t'], edges },
      { envelope, run: null, job: null, ...changes },
      { role: 'subject' },
    );
  };

  it('of a dataset writes it, also when it says that nothing flows in', () => {
    const full = reduceRun([about(stating(facet('column-lineage-facet', null)), ['t.x <- a.x'])]);
    const empty = reduceRun([about(stating(facet('lineage-facet', null)))]);

    expect(full).toMatchObject({ id: null, proven: true, outputs: [table('t')] });
    expect(edgesOf(full)).toEqual(['column-lineage-facet dev.mart.a.x']);
    expect(empty).toMatchObject({ outputs: [table('t')], edges: [], stream: full.stream });
  });

  it('that is about something else writes nothing, and so replaces nothing', () => {
    expect(reduceRun([about(stating())])).toMatchObject({ outputs: [], edges: [] });
  });
});

it('is the same for every order and number of deliveries, of events of one instant too', () => {
  const events = [
    stored(
      { ...base, type: 'START', at: 1, edges: ['t.x <- a.x'] },
      stating(facet('column-lineage-facet', null)),
    ),
    stored(
      { ...base, type: 'RUNNING', at: 2, edges: ['t.x <- b.x'] },
      stating(facet('column-lineage-facet', null)),
    ),
    stored(
      { ...base, type: 'RUNNING', at: 2, edges: ['t.y <- b.y'] },
      stating(facet('column-lineage-facet', null)),
    ),
    stored({ ...base, type: 'COMPLETE', at: 3, outputs: ['u'] }, stating()),
    stored({ ...base, type: 'OTHER', at: 4, inputs: ['c'] }, stating()),
  ];
  const expected = reduceRun(events);

  fc.assert(
    fc.property(
      fc.shuffledSubarray([...events, ...events], { minLength: 10, maxLength: 10 }),
      (delivered) => {
        expect(reduceRun(delivered)).toEqual(expected);
      },
    ),
    { numRuns: 50 },
  );
});
