import { dataset, runEvent } from '../../test/events';
import { receiveEvent } from '../receive-event';
import { stateEvent, type EventStatement } from './state-event';

const namespace = 'postgres://zoo:5432';
const at = (name: string, type?: string) => ({
  namespace,
  name: `pets.public.${name}`,
  ...(type !== undefined && { type }),
});

function state(event: Record<string, unknown>): EventStatement {
  const reception = receiveEvent(JSON.stringify(event), '2026-03-01T09:00:00Z');
  if ('problems' in reception) throw new Error(JSON.stringify(reception.problems));
  return stateEvent(reception.message);
}

const withLineage = (entries: unknown[], changes: Record<string, unknown> = {}) =>
  runEvent({ job: { namespace: 'zoo', name: 'feed', facets: { lineage: { entries } } }, ...changes });

describe('what an event states', () => {
  it('keeps the words of a producer that the graph does not know', () => {
    const field = { ...at('cats'), field: 'weight', transformations: [{ type: 'DIRECT', subtype: 'Guess' }] };
    const facet = { fields: { grams: { inputFields: [field] } } };

    const { edges } = state(runEvent({ outputs: [dataset('meals', { columnLineage: facet })] }));

    expect(edges).toMatchObject([{ kinds: ['UNSPECIFIED'], words: ['DIRECT/Guess'] }]);
  });

  it('has the legacy type of a field without a type of flow', () => {
    const facet = {
      fields: { name: { transformationType: 'IDENTITY', inputFields: [{ ...at('cats'), field: 'name' }] } },
    };

    const { edges } = state(runEvent({ outputs: [dataset('meals', { columnLineage: facet })] }));

    expect(edges).toMatchObject([{ kinds: ['IDENTITY'], words: ['UNSPECIFIED/IDENTITY'] }]);
  });

  it('unites the words of an input that is listed once per kind', () => {
    const field = (type: string, subtype: string) => ({
      ...at('cats'),
      field: 'weight',
      transformations: [{ type, subtype }],
    });
    const facet = {
      fields: { grams: { inputFields: [field('INDIRECT', 'JOIN'), field('DIRECT', 'IDENTITY')] } },
    };

    const { edges } = state(runEvent({ outputs: [dataset('meals', { columnLineage: facet })] }));

    expect(edges).toMatchObject([{ words: ['DIRECT/IDENTITY', 'INDIRECT/JOIN'] }]);
  });

  it('implies nothing beside the lineage facet of the job, which is the whole of it', () => {
    const entries = [{ ...at('meals', 'DATASET'), inputs: [at('cats', 'DATASET')] }];

    const { edges, implied } = state(withLineage(entries, { outputs: [dataset('meals'), dataset('log')] }));

    expect(edges.map(({ output }) => output.name)).toEqual(['pets.public.meals']);
    expect(implied).toHaveLength(2);
  });

  it('tells flows into and out of jobs apart from lineage between datasets', () => {
    const entries = [
      { type: 'JOB', inputs: [at('cats', 'DATASET')] },
      { ...at('meals', 'DATASET'), inputs: [{ namespace: 'zoo', name: 'cook', type: 'JOB' }] },
    ];

    const { edges, jobFlows } = state(withLineage(entries));

    expect(edges).toEqual([]);
    expect(jobFlows).toMatchObject([
      { from: { type: 'DATASET', name: 'pets.public.cats' }, into: { type: 'JOB', name: null } },
      { from: { type: 'JOB', name: 'cook' }, into: { type: 'DATASET', name: 'pets.public.meals' } },
    ]);
  });

  it('lists every symlink as it is written, also the name itself and half a name', () => {
    const symlinks = { identifiers: [at('meals', 'TABLE'), at('menu'), { name: 'half', type: 'TABLE' }] };

    const stated = state(runEvent({ outputs: [dataset('meals', { symlinks })] }));

    expect(stated.symlinks.map(({ name, type }) => [name.name, type])).toEqual([
      ['pets.public.meals', 'TABLE'],
      ['pets.public.menu', null],
      ['half', 'TABLE'],
    ]);
  });
});
