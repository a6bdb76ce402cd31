import { startTimes } from './pacer';

it('lets no more calls start within any second than it may, and the first of them at once', () => {
  const startOf = startTimes(3);

  const asked = [5_000, 5_000, 5_000, 5_100, 5_100, 5_100, 5_100, 9_000];

  expect(asked.map(startOf)).toEqual([5_000, 5_000, 5_000, 6_000, 6_000, 6_000, 7_000, 9_000]);
});
