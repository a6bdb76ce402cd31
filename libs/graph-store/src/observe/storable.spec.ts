import { storable } from './storable';

describe('storable', () => {
  it('replaces what Postgres cannot hold, in values and keys, however deep', () => {
    const value = { 'a\u0000': ['x\u0000y', { half: 'cut \ud83d', other: '\ude00 cut' }] };

    expect(storable(value)).toEqual({
      'a\ufffd': ['x\ufffdy', { half: 'cut \ufffd', other: '\ufffd cut' }],
    });
  });

  it.each([
    ['whole surrogate pairs', { text: 'fine \ud83d\ude00' }],
    ['an escape that is spelled out', { text: String.raw`chr \u0000 and \ud83d` }],
    ['nulls, numbers and lists', { a: null, b: [1, true], c: {} }],
  ])('leaves %s alone', (_, value) => {
    expect(storable(value)).toEqual(value);
  });
});
