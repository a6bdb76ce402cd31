import { composeExpression } from './compose-expression';

const step = (column: string, expression: string | null) => ({ column, expression });

describe('the expression of a path', () => {
  it.each([
    ['puts each step into the next', [step('x', 'gross - tax'), step('net', 'net * 2')], '(gross - tax) * 2'],
    ['leaves a bare name bare', [step('x', 'o.amount'), step('amount', 'sum(amount)')], 'sum(o.amount)'],
    [
      'replaces every mention, in any case',
      [step('x', 'a+b'), step('n', 'case when N > 0 then t.n end')],
      'case when (a+b) > 0 then (a+b) end',
    ],
    ['replaces a quoted name', [step('x', 'a'), step('Total', 'round(t."Total", 2)')], 'round(a, 2)'],
    ['leaves literals alone', [step('x', 'a'), step('n', "n || 'n'")], "a || 'n'"],
    ['leaves a function of that name alone', [step('x', 'a'), step('date', 'date(date)')], 'date(a)'],
    [
      'leaves a column alone whose qualifier has that name',
      [step('x', 'a'), step('n', 'n.other + n.n')],
      'n.other + a',
    ],
    ['says nothing when a step has none', [step('x', 'a'), step('n', null), step('m', 'm')], null],
    ['says nothing when a step does not name its column', [step('x', 'a'), step('n', '*')], null],
  ])('%s', (_what, steps, composed) => {
    expect(composeExpression(steps)).toBe(composed);
  });
});
