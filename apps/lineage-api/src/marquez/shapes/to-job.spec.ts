import type { JobFacts } from '@tributary/graph-store';
import { toJob } from './to-job';

const job: JobFacts = {
  ref: { kind: 'events', jobKey: 'key' },
  namespace: 'airflow',
  name: 'dag.task',
  processing: 'STREAM',
  sql: null,
  inputs: [],
  outputs: [],
  firstSeenAt: null,
  lastSeenAt: '2026-03-01T08:00:00Z',
  latestRuns: [],
};

describe('toJob', () => {
  it('has no list of runs rather than an empty one, at which the dashboard of Marquez breaks', () => {
    expect(toJob(job)).toMatchObject({ latestRun: null, latestRuns: null, type: 'STREAM' });
  });

  it('says by a time that nobody takes for real that it knows none', () => {
    expect(toJob(job)).toMatchObject({
      createdAt: '1970-01-01T00:00:00Z',
      updatedAt: '2026-03-01T08:00:00Z',
    });
  });

  it('lets what events said stand before what we know', () => {
    const sql = { query: 'select 1' };

    expect(toJob({ ...job, sql: 'select 2' }, { sql }).facets).toEqual({ sql });
  });
});
