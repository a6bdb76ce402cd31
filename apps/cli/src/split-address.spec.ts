import { splitAddress } from './split-address';

describe('splitAddress', () => {
  it('splits a column off at the last #', () => {
    expect(splitAddress('mart.daily_revenue#revenue_eur')).toEqual({
      dataset: 'mart.daily_revenue',
      column: 'revenue_eur',
    });
  });

  it('leaves a dataset alone, and a temp table its #', () => {
    expect(splitAddress('s3://b/k')).toEqual({ dataset: 's3://b/k', column: undefined });
    expect(splitAddress('dev.#top')).toEqual({ dataset: 'dev.#top', column: undefined });
    expect(splitAddress('dev.#top#n')).toEqual({ dataset: 'dev.#top', column: 'n' });
  });
});
