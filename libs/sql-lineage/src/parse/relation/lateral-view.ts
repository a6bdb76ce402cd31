import type { Name } from '../../tree/expression';
import type { Relation } from '../../tree/query';
import { parseOperand } from '../expression/operand';
import type { Parser } from '../parser';
import { notRelationAlias } from '../words';

/** `LATERAL VIEW [OUTER] f(x) t AS a, b`. */
export function parseLateralView(p: Parser): Relation {
  const start = p.offset();
  p.i += 2;
  p.eat('outer');
  const expression = parseOperand(p);
  let alias: Name | null = null;
  if (
    p.atName() &&
    !p.at('as') &&
    !(p.at('lateral') && p.peek(1) === 'view') &&
    !notRelationAlias.has(p.here)
  )
    alias = p.name();
  const columns: Name[] = [];
  if (p.eat('as')) {
    const group = p.eat('(');
    do columns.push(p.name());
    while (p.eat(','));
    if (group) p.expect(')');
  }
  const name = expression.kind === 'call' ? expression.name : '';
  const position = name === 'posexplode' || name === 'posexplode_outer';
  const expressions = expression.kind === 'call' ? expression.args : [expression];
  // The position comes first in Hive, last in WITH ORDINALITY: name it apart so that it takes no input.
  if (position) {
    return {
      kind: 'unnest',
      expressions,
      ordinality: true,
      at: null,
      alias,
      columns: [...columns.slice(1), ...columns.slice(0, 1)],
      start,
      end: p.endOffset(),
    };
  }
  return {
    kind: 'unnest',
    expressions,
    ordinality: false,
    at: null,
    alias,
    columns,
    start,
    end: p.endOffset(),
  };
}
