import { shares } from './shares';

it('orders codes by their count and says their part of the whole', () => {
  expect(shares({ 'tables-only': 1, native: 3 })).toEqual([
    { code: 'native', count: 3, share: 0.75 },
    { code: 'tables-only', count: 1, share: 0.25 },
  ]);
});

it('leaves out what never came up, and keeps one order among equals', () => {
  expect(shares({ b: 2, a: 2, none: 0 }).map(({ code }) => code)).toEqual(['a', 'b']);
  expect(shares({})).toEqual([]);
});
