import { readRunId, writeRunId } from './run-id';

const redshift = { sourceId: 'redshift:shop', executionId: '1821' };
const sources = ['athena:shop', 'redshift:shop'];

describe('ids of runs', () => {
  it.each(['0', '1', '1821', '999999999999999999'])(
    'carry the number %s as a UUID and give it back',
    (number) => {
      const id = writeRunId({ ...redshift, executionId: number });

      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-b[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(readRunId(id, sources)).toEqual({ executionId: number, sourceIds: ['redshift:shop'] });
      expect(readRunId(id.toUpperCase(), sources).executionId).toBe(number);
    },
  );

  it('tell the same number of two sources apart', () => {
    expect(writeRunId(redshift)).not.toBe(writeRunId({ ...redshift, sourceId: 'redshift:other' }));
  });

  it.each([
    ['a UUID of Athena', 'be1f5a4a-05a8-846b-cf5a-9545353bb246'],
    ['a UUID that looks like one of ours', 'be1f5a4a-05a8-846b-bf5a-9545353bb246'],
    ['a number that is too long', '9999999999999999999'],
    ['a number with a nought before it', '007'],
    ['some text', 'log-3f2a/1'],
  ])('leave %s as it is, to be looked for everywhere', (_, executionId) => {
    expect(writeRunId({ sourceId: 'athena:shop', executionId })).toBe(executionId);
    expect(readRunId(executionId, sources)).toEqual({ executionId, sourceIds: sources });
  });
});
