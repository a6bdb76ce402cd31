import fc from 'fast-check';
import { dataset, runEvent } from '../../test/events';
import { asWritten } from '../observe/naming';
import { receiveEvent } from '../receive-event';
import { type EventHistory, accumulateHistory } from './accumulate-history';
import { type EventReading, readEvent } from './event-reading';

function read(event: Record<string, unknown>): EventReading {
  const reception = receiveEvent(JSON.stringify(event), '2026-03-01T09:00:00Z');
  if ('problems' in reception) throw new Error(JSON.stringify(reception.problems));
  return readEvent(reception.message, asWritten);
}

const uuid = (run: number): string => `0195c2a0-0000-7000-8000-00000000000${run}`;

/** `1, 'cats > meals'`: what run 1 of a job reads and writes. */
const run = (of: number, flow: string, changes: Record<string, unknown> = {}): EventReading => {
  const [inputs, outputs] = flow.split('>').map((side) => side.trim().split(' ').filter(Boolean)) as [
    string[],
    string[],
  ];
  return read(
    runEvent({
      eventTime: `2026-03-01T08:0${of}:00Z`,
      run: { runId: uuid(of) },
      inputs: inputs.map((name) => dataset(name)),
      outputs: outputs.map((name) => dataset(name)),
      ...changes,
    }),
  );
};
const job = (name: string) => ({ job: { namespace: 'zoo', name } });
const declaredBy = (changes: Record<string, unknown>): EventReading =>
  read(runEvent({ run: undefined, eventType: undefined, ...changes }));
const lifecycle = (name: string, change: string, previous?: string) => ({
  outputs: [
    dataset(name, {
      lifecycleStateChange: {
        lifecycleStateChange: change,
        ...(previous !== undefined && {
          previousIdentifier: { namespace: 'postgres://zoo:5432', name: `pets.public.${previous}` },
        }),
      },
    }),
  ],
});

const last = (name: string): string => name.split('.').at(-1)!;
const pairs = (edges: EventHistory['current']): string[] =>
  edges.map(({ input, output }) => `${last(input.name)} > ${last(output.name)}`).sort();
const current = (...events: EventReading[]): string[] => pairs(accumulateHistory(events).current);

describe('current lineage', () => {
  it("is what a job's newest completed run wrote, whenever its events came", () => {
    const events = [run(2, 'dogs > meals'), run(1, 'cats > meals')];

    expect(current(...events)).toEqual(['dogs > meals']);
    expect(pairs(accumulateHistory(events).observed)).toEqual(['cats > meals', 'dogs > meals']);
  });

  it('keeps what other jobs, and older runs of the job, wrote elsewhere', () => {
    expect(
      current(run(1, 'cats > meals'), run(2, 'cats > log'), run(3, 'dogs > meals', job('walk'))),
    ).toEqual(['cats > log', 'cats > meals', 'dogs > meals']);
  });

  it('is untouched by a run that fails', () => {
    expect(current(run(1, 'cats > meals'), run(2, 'dogs > meals', { eventType: 'FAIL' }))).toEqual([
      'cats > meals',
    ]);
  });

  it('ends when the newest run wrote the output out of nothing', () => {
    expect(current(run(1, 'cats > meals'), run(2, '> meals'))).toEqual([]);
  });

  it('of a declared job is its newest declaration as a whole', () => {
    const declare = (minute: number, inputs: string[], outputs: string[]) =>
      declaredBy({
        eventTime: `2026-03-01T08:0${minute}:00Z`,
        inputs: inputs.map((name) => dataset(name)),
        outputs: outputs.map((name) => dataset(name)),
      });

    expect(current(declare(2, ['cats'], ['meals']), declare(1, ['cats', 'dogs'], ['meals', 'log']))).toEqual([
      'cats > meals',
    ]);
  });

  const view = (facets: Record<string, unknown>, minute: number) =>
    declaredBy({
      eventTime: `2026-03-01T08:0${minute}:00Z`,
      job: undefined,
      inputs: undefined,
      outputs: undefined,
      dataset: dataset('fat_cats', facets),
    });
  const from = { inputs: [{ ...dataset('cats'), type: 'DATASET' }] };

  it('of a declared dataset ends with its lineage facet', () => {
    expect(current(view({ lineage: from }, 1), view({ lineage: { _deleted: true } }, 2))).toEqual([]);
    expect(current(view({ lineage: { ...from, _deleted: true } }, 1))).toEqual([]);
  });

  it('of a declared dataset outlives an event that is only about its schema', () => {
    expect(current(view({ lineage: from }, 1), view({ schema: { fields: [] } }, 2))).toEqual([
      'cats > fat_cats',
    ]);
  });
});

describe('a rename', () => {
  it('carries lineage to the new name', () => {
    const history = accumulateHistory([
      run(1, 'cats > meals'),
      run(2, '>', { ...job('rename'), ...lifecycle('dinners', 'RENAME', 'meals') }),
    ]);

    expect(pairs(history.current)).toEqual(['cats > dinners']);
    expect(history.renames.map(({ from, to }) => `${last(from.name)} > ${last(to.name)}`)).toEqual([
      'meals > dinners',
    ]);
  });

  it('leaves a new table of the old name alone', () => {
    expect(
      current(
        run(1, 'cats > meals'),
        run(2, '>', { ...job('rename'), ...lifecycle('dinners', 'RENAME', 'meals') }),
        run(3, 'dogs > meals'),
      ),
    ).toEqual(['cats > dinners', 'dogs > meals']);
  });

  it('that is one of a swap fuses nothing', () => {
    const rename = (minute: number, from: string, to: string) =>
      run(minute, '>', { ...job('swap'), ...lifecycle(to, 'RENAME', from) });

    expect(
      current(
        run(1, 'cats > a', job('a')),
        run(2, 'dogs > b', job('b')),
        rename(3, 'a', 'tmp'),
        rename(4, 'b', 'a'),
        rename(5, 'tmp', 'b'),
      ),
    ).toEqual(['cats > b', 'dogs > a']);
  });

  it('of a failed run did not happen', () => {
    expect(
      current(
        run(1, 'cats > meals'),
        run(2, '>', { ...job('rename'), ...lifecycle('dinners', 'RENAME', 'meals'), eventType: 'FAIL' }),
      ),
    ).toEqual(['cats > meals']);
  });
});

describe('datasets', () => {
  const meals = (...events: EventReading[]) =>
    accumulateHistory(events).datasets.find(({ dataset: { name } }) => name === 'pets.public.meals');
  const drop = (minute: number, changes: Record<string, unknown> = {}) =>
    run(minute, '>', { ...job('drop'), ...lifecycle('meals', 'DROP'), ...changes });

  it('are dropped, and come back by being written', () => {
    expect(meals(run(1, 'cats > meals'), drop(2))?.state).toBe('DROPPED');
    expect(meals(run(1, 'cats > meals'), drop(2), run(3, 'cats > meals'))?.state).toBe('ACTIVE');
    expect(meals(run(1, 'cats > meals'), drop(2, { eventType: 'FAIL' }))?.state).toBe('ACTIVE');
  });

  it('lose a facet that is deleted, and no other', () => {
    const facets = (minute: number, of: Record<string, unknown>) =>
      run(minute, '>', { outputs: [dataset('meals', of)] });

    expect(
      meals(
        facets(1, { ownership: { owners: [] }, schema: {} }),
        facets(2, { ownership: { _deleted: true } }),
      )?.facets,
    ).toEqual(['schema']);
  });
});

describe('the family of a run', () => {
  const child = (of: number, name: string, parent: number, parentName: string, root?: number) => {
    const relative = (id: number, jobName: string) => ({ run: { runId: uuid(id) }, ...job(jobName) });
    const parentFacet = {
      ...relative(parent, parentName),
      ...(root !== undefined && { root: relative(root, 'dag') }),
    };
    return run(of, '>', { ...job(name), run: { runId: uuid(of), facets: { parent: parentFacet } } });
  };
  const roots = (history: EventHistory) =>
    Object.fromEntries(history.runs.map((each) => [each.job.name, each.rootRun?.job.name ?? null]));

  it('has a root that is found by way of the parents', () => {
    const history = accumulateHistory([
      run(1, '>', job('dag')),
      child(2, 'task', 1, 'dag'),
      child(3, 'app', 2, 'task'),
    ]);

    expect(roots(history)).toEqual({ dag: null, task: 'dag', app: 'dag' });
    expect(history.unseenRuns).toEqual([]);
  });

  it('may hold runs of which nothing is known', () => {
    const history = accumulateHistory([child(3, 'app', 2, 'task', 1)]);

    expect(roots(history)).toEqual({ app: 'dag' });
    expect(history.unseenRuns.map((unseen) => unseen.job.name)).toEqual(['task', 'dag']);
  });

  it('ends when runs name each other as parents', () => {
    const history = accumulateHistory([child(1, 'hen', 2, 'egg'), child(2, 'egg', 1, 'hen')]);

    expect(history.runs).toHaveLength(2);
  });
});

it('is the same for every order and number of deliveries', () => {
  const events = [
    run(1, 'cats > meals'),
    run(2, 'dogs > meals log', { eventType: 'FAIL' }),
    run(3, 'birds > log', job('walk')),
    run(4, '>', { ...job('rename'), ...lifecycle('dinners', 'RENAME', 'meals') }),
    run(5, 'dogs > log'),
  ];
  const told = ({ current: now, datasets, runs, events: count }: EventHistory) => ({
    now: pairs(now),
    states: datasets.map(({ dataset: { name }, state }) => `${name} ${state}`).sort(),
    runs: runs.map(({ id, state }) => `${id} ${state}`).sort(),
    count,
  });
  const expected = told(accumulateHistory(events));

  fc.assert(
    fc.property(
      fc.shuffledSubarray([...events, ...events], { minLength: 10, maxLength: 10 }),
      (delivered) => {
        expect(told(accumulateHistory(delivered))).toEqual(expected);
      },
    ),
    { numRuns: 50 },
  );
  expect(expected.count).toBe(5);
});
