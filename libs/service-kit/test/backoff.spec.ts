import { backoff } from '../src';

it('doubles up to a limit, between half and all of it', () => {
  const at = (attempt: number, random: number): number => backoff(attempt, { random: () => random });
  expect([0, 1, 2, 9].map((attempt) => [at(attempt, 0), at(attempt, 1)])).toEqual([
    [50, 100],
    [100, 200],
    [200, 400],
    [2500, 5000],
  ]);
  expect(at(5_000, 1)).toBe(5000);
});
