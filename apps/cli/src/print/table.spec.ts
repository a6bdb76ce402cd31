import { table } from './table';

describe('table', () => {
  it('aligns columns, numbers to the right', () => {
    expect(
      table(
        ['column', 'hops'],
        [
          ['mart.daily.n', 1],
          ['x', 12],
        ],
      ),
    ).toBe(
      ['column        hops', '────────────  ────', 'mart.daily.n     1', 'x               12'].join('\n'),
    );
  });
});
