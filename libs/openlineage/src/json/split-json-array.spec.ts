import fc from 'fast-check';
import { splitJsonArray } from './split-json-array';

describe('splitJsonArray', () => {
  it('gives every element as it was written', () => {
    expect(splitJsonArray(' [ {"a": 1.0, "b": [1,2]} ,\n{"c":"],[\\" ,"},9007199254740993 ]\n')).toEqual([
      '{"a": 1.0, "b": [1,2]}',
      '{"c":"],[\\" ,"}',
      '9007199254740993',
    ]);
  });

  it.each(['[]', ' [ ] '])('finds nothing in %j', (text) => {
    expect(splitJsonArray(text)).toEqual([]);
  });

  it.each(['', '{}', '[1', '1]', '[1]]', '[[1]', '[1] [2]', '[{"a":"]'])('refuses %j', (text) => {
    expect(splitJsonArray(text)).toBeNull();
  });

  it('leaves a bad element to its reader', () => {
    expect(splitJsonArray('[1,,{]},2]')).toBeNull();
    expect(splitJsonArray('[{},nonsense,]')).toEqual(['{}', 'nonsense', '']);
  });

  it('puts together what JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.json()), (texts) => {
        expect(splitJsonArray(`[${texts.join(',')}]`)).toEqual(texts.map((text) => text.trim()));
      }),
    );
  });
});
