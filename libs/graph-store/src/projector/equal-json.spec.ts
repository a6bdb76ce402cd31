import { equalJson } from './equal-json';

describe('equalJson', () => {
  it.each([
    [
      { a: 1, b: [{ c: null }] },
      { b: [{ c: null }], a: 1 },
    ],
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: 1, b: undefined }, { a: 1 }],
    [null, null],
    [[], []],
  ])('takes %j for %j', (a, b) => {
    expect(equalJson(a, b)).toBe(true);
  });

  it.each([
    [{ a: 1 }, { a: 1, b: null }],
    [{ a: 1, b: null }, { a: 1 }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [[1], [1, 2]],
    [[], {}],
    [null, {}],
    ['1', 1],
  ])('tells %j from %j', (a, b) => {
    expect(equalJson(a, b)).toBe(false);
  });
});
