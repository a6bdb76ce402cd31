import { eventEnvelope } from '@tributary/contracts';
import { dataset, runEvent } from '../../test/events';
import { readEnvelope } from './read-envelope';

const read = (event: unknown): ReturnType<typeof readEnvelope> =>
  readEnvelope(typeof event === 'string' ? event : JSON.stringify(event), '2026-03-01T09:00:00Z');
const envelopeOf = (event: unknown) => {
  const reading = read(event);
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return eventEnvelope.parse(reading.envelope);
};
const problemsOf = (event: unknown): string[] => {
  const reading = read(event);
  return 'problems' in reading ? reading.problems.map(({ code, path }) => `${code} ${path}`.trim()) : [];
};
const warningsOf = (event: unknown): string[] => envelopeOf(event).warnings.map(({ code }) => code);

describe('readEnvelope', () => {
  it('tells the three kinds of events by their shape, whatever the schemaURL says', () => {
    const { run: _run, ...jobEvent } = runEvent();
    const datasetEvent = { eventTime: '2026-03-01T08:00:00Z', dataset: dataset('cats') };

    expect(envelopeOf(runEvent({ schemaURL: 'https://example.org/#/$defs/JobEvent' })).class).toBe('run');
    expect(envelopeOf(jobEvent).class).toBe('job');
    expect(envelopeOf(datasetEvent)).toMatchObject({
      class: 'dataset',
      dataset: { name: 'pets.public.cats' },
      job: null,
    });
  });

  it.each([
    ['2026-03-01T08:00:00.123456789+02:00', '2026-03-01T06:00:00.123456789Z'],
    ['2026-03-01T00:30:00-0830', '2026-03-01T09:00:00Z'],
    ['2026-03-01T08:00Z[UTC]', '2026-03-01T08:00:00Z'],
    ['20260301T080000.5+0100', '2026-03-01T07:00:00.5Z'],
    ['2025-12-31T23:59:60Z', '2025-12-31T23:59:59Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['2024-02-29T23:30:00-01:00', '2024-03-01T00:30:00Z'],
  ])('reads the time %s in UTC and keeps its digits', (written, instant) => {
    expect(envelopeOf(runEvent({ eventTime: written }))).toMatchObject({
      eventTime: instant,
      eventTimeAsWritten: written,
    });
  });

  it.each([
    'yesterday',
    '2026-02-29T08:00:00Z',
    '2026-02-30T08:00:00Z',
    '2026-03-01T08:00:61Z',
    '2026-03-01T08:00:00+00:00Z',
    '0001-01-01T00:00:00+01:00',
    '1768471200',
    1768471200000,
    '2026-03-01',
  ])('refuses %s as a time', (eventTime) => {
    expect(problemsOf(runEvent({ eventTime }))).toEqual(['not-a-time eventTime']);
  });

  it('keeps a UUID of any version and derives one from anything else', () => {
    const upper = envelopeOf(runEvent({ run: { runId: '0195C2A0-0000-3000-8000-000000000001' } }));
    const odd = envelopeOf(runEvent({ run: { runId: 'nightly' } }));
    const again = envelopeOf(runEvent({ run: { runId: 'nightly' }, eventType: 'START' }));
    const elsewhere = envelopeOf(runEvent({ run: { runId: 'nightly' }, job: { namespace: 'a', name: 'b' } }));

    expect(upper.run?.id).toBe('0195c2a0-0000-3000-8000-000000000001');
    expect(odd.run).toMatchObject({ id: again.run?.id, idAsWritten: 'nightly' });
    expect(odd.run?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(odd.run?.id).not.toBe(elsewhere.run?.id);
  });

  it.each([
    ['no time', { eventTime: undefined }, 'missing eventTime'],
    ['no run id', { run: {} }, 'missing run.runId'],
    ['a number for a run id', { run: { runId: 7 } }, 'wrong-type run.runId'],
    ['a null job', { job: null }, 'wrong-type job'],
    ['a job without a name', { job: { namespace: 'zoo' } }, 'missing job.name'],
    ['inputs that are no list', { inputs: {} }, 'wrong-type inputs'],
    ['a dataset without a name', { outputs: [{ namespace: 'x' }] }, 'missing outputs[0].name'],
  ])('refuses an event with %s', (_what, changes, problem) => {
    expect(problemsOf(runEvent(changes))).toEqual([problem]);
  });

  it('names every problem at once', () => {
    expect(problemsOf(runEvent({ eventTime: '', job: {}, inputs: 1 }))).toEqual([
      'missing eventTime',
      'missing job.namespace',
      'missing job.name',
      'wrong-type inputs',
    ]);
  });

  it.each([
    ['{"eventTime": ', 'not-json'],
    ['{} {}', 'not-json'],
    ['', 'not-json'],
    ['[]', 'not-an-object'],
    ['null', 'not-an-object'],
    ['{"eventTime":"2026-03-01T08:00:00Z"}', 'not-an-event'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too-deep'],
  ])('refuses the body %.20s', (body, code) => {
    expect(problemsOf(body)).toEqual([code]);
  });

  it.each([
    ['no producer', { producer: undefined }, 'incomplete'],
    ['a small event type', { eventType: 'start' }, 'event-type-case'],
    ['an unknown event type', { eventType: 'PAUSE' }, 'unknown-event-type'],
    ['a time without offset', { eventTime: '2026-03-01T08:00:00' }, 'no-offset'],
    ['a time far ahead', { eventTime: '2027-03-01T08:00:00Z' }, 'future'],
    ['a null list', { inputs: null }, 'null-list'],
    ['facets that are a list', { job: { namespace: 'a', name: 'b', facets: [] } }, 'facets-not-an-object'],
  ])('accepts %s with a warning', (_what, changes, warning) => {
    expect(warningsOf(runEvent(changes))).toContain(warning);
  });

  it('never looks into facets', () => {
    const facets = { columnLineage: { fields: null }, schema: [], errorMessage: {} };

    expect(warningsOf(runEvent({ outputs: [dataset('meals', facets)] }))).toEqual([]);
  });

  it('reads the NaN that Python writes', () => {
    const body = JSON.stringify(runEvent({ inputs: [dataset('NaN', { stats: { mean: 'X' } })] }));

    expect(envelopeOf(body.replace('"X"', 'NaN')).class).toBe('run');
  });
});
