import { sqlTokens } from './sql-tokens';

const sql = "insert into t select a || 'it''s' /* why */ from s -- end";

it('joins to the text that it was made of, whatever is marked', () => {
  for (const span of [null, { start: 0, end: 5 }, { start: 22, end: 33 }, { start: 3, end: 9000 }]) {
    expect(
      sqlTokens(sql, span)
        .map(({ text }) => text)
        .join(''),
    ).toBe(sql);
  }
});

it('marks exactly the span, also within a token', () => {
  const marked = sqlTokens(sql, { start: 23, end: 26 }).filter((token) => token.marked);
  expect(marked.map(({ text }) => text).join('')).toBe(sql.slice(23, 26));
});

it('tells keywords, strings and comments apart', () => {
  const kinds = new Map(sqlTokens(sql, null).map(({ text, kind }) => [text, kind]));
  expect(kinds.get('select')).toBe('keyword');
  expect(kinds.get("'it''s'")).toBe('string');
  expect(kinds.get('/* why */')).toBe('comment');
  expect(kinds.get('-- end')).toBe('comment');
});
