import { matchParts } from './match-parts';

const shown = (text: string, query: string): string =>
  matchParts(text, query)
    .map((part) => (part.matched ? `[${part.text}]` : part.text))
    .join('');

it.each([
  ['daily_revenue', 'rev', 'daily_[rev]enue'],
  ['mart.daily', 'MART.da', '[mart].[da]ily'],
  ['aaa', 'aa', '[aa]a'],
  ['plain', '', 'plain'],
])('%s looked for by %s', (text, query, expected) => {
  expect(shown(text, query)).toBe(expected);
});
