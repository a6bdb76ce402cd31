import { eventWithFacet, standardFacets } from '@tributary/testing';
import { currentFacets, type CurrentFacets } from './current-facets';

const at = (time: string, changes: object): string =>
  JSON.stringify({ eventTime: `2026-03-01T08:00:${time}Z`, run: { runId: 'r' }, ...changes });
const job = (facets: unknown) => ({ job: { namespace: 'harbour', name: 'dock', facets } });
const ships = { namespace: 'harbour', name: 'ships' };

describe('currentFacets', () => {
  it('takes the last of each name by the time of the events, whatever order they come in', () => {
    const events = [
      at('02', job({ sql: { query: 'new' }, gone: { _deleted: true } })),
      at('01', job({ sql: { query: 'old' }, owner: { name: 'a' }, gone: { x: 1 } })),
      at('03', job({ sql: null })),
      at('00.5', job(null)),
      'no event',
    ];

    for (const order of [events, [...events].reverse()])
      expect(currentFacets(order).job).toEqual({ sql: { query: 'new' }, owner: { name: 'a' } });
  });

  it('keeps what is said of a dataset apart from what is said of it as read or written', () => {
    const events = [
      at('01', { inputs: [{ ...ships, facets: { schema: 1 }, inputFacets: { inputStatistics: 2 } }] }),
      at('02', { outputs: [{ ...ships, facets: { version: 3 } }, { name: 'nameless' }] }),
      at('03', { dataset: { ...ships, facets: { schema: 4 } } }),
    ];

    expect(currentFacets(events).datasets).toEqual([
      {
        dataset: ships,
        facets: { schema: 4, version: 3 },
        inputFacets: { inputStatistics: 2 },
        outputFacets: {},
      },
    ]);
  });

  it.each(standardFacets.map((facet) => [`${facet.schema} of a ${facet.place}`, facet] as const))(
    'shows %s as it was sent',
    (_name, facet) => {
      const { key, place, content } = facet;

      const told = facetsAt(place, currentFacets([eventWithFacet(facet)]));

      // JSON.parse rounds what has more than 53 bits; the text that is stored does not.
      const rounded: unknown = JSON.parse(
        JSON.stringify(content, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
      );
      expect(told).toMatchObject({ [key]: rounded });
    },
  );
});

function facetsAt(place: (typeof standardFacets)[number]['place'], told: CurrentFacets): unknown {
  const [input, output] = told.datasets;
  switch (place) {
    case 'run':
    case 'job':
      return told[place];
    case 'dataset':
      return output!.facets;
    case 'input':
      return input!.inputFacets;
    case 'output':
      return output!.outputFacets;
  }
}
