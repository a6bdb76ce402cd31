import { T } from '../../split/tokens';
import type { Expression, Name } from '../../tree/expression';
import type { FromItem, Join, Relation } from '../../tree/query';
import { parseExpression } from '../expression/expression';
import { parseNames } from '../expression/list';
import { parseOperand } from '../expression/operand';
import { type Parser, none } from '../parser';
import { parseLateralView } from './lateral-view';
import { parseRelation } from './relation';

/** Reads the relations of a FROM clause; FROM itself is consumed. */
export function parseFrom(p: Parser): FromItem[] {
  const items: FromItem[] = [{ relation: parseRelation(p), join: null }];
  for (;;) {
    if (p.eat(',')) {
      if (p.done || p.at('where') || p.at(')')) break;
      items.push({ relation: parseRelation(p), join: comma });
    } else if (p.at('lateral') && p.peek(1) === 'view') {
      items.push({ relation: parseLateralView(p), join: comma });
    } else {
      const join = parseJoinType(p);
      if (join === null) {
        // `a JOIN b JOIN c ON … ON …`: the later conditions belong to the earlier joins.
        if (p.at('on') && items.length > 1) {
          p.i += 1;
          const last = items.at(-1)!;
          const on = parseExpression(p);
          items.push({
            relation: nothing(p),
            join: { ...(last.join ?? comma), type: 'inner', natural: false, using: none, on },
          });
          continue;
        }
        break;
      }
      const relation = parseRelation(p);
      let on: Expression | null = null;
      let using: readonly Name[] = none;
      if (p.at('match_condition') && p.peek(1) === '(') {
        p.i += 1;
        on = parseOperand(p);
      }
      if (p.eat('on'))
        on =
          on === null
            ? parseExpression(p)
            : {
                kind: 'operation',
                operator: 'and',
                operands: [on, parseExpression(p)],
                start: on.start,
                end: p.endOffset(),
              };
      else if (p.at('using') && p.peek(1) === '(') {
        p.i += 1;
        using = parseNames(p);
        if (p.at('as') && p.kindAt(1) === T.word) p.i += 2;
      }
      items.push({ relation, join: { ...join, on, using } });
    }
  }
  return items;
}

const comma: Join = { type: 'comma', on: null, using: none, natural: false };

export const nothing = (p: Parser): Relation => ({
  kind: 'group',
  from: none,
  alias: null,
  columns: none,
  start: p.endOffset(),
  end: p.endOffset(),
});

const joinWords = new Set([
  'inner',
  'left',
  'right',
  'full',
  'outer',
  'cross',
  'natural',
  'semi',
  'anti',
  'asof',
  'global',
  'any',
  'all',
  'straight_join',
  'array',
  'positional',
  'hash',
  'loop',
  'merge',
  'broadcast',
]);

/** `[NATURAL] [LEFT [OUTER]] JOIN`, `CROSS APPLY`, …; null (and nothing consumed) when no join follows. */
function parseJoinType(p: Parser): Join | null {
  let ahead = 0;
  while (joinWords.has(p.peek(ahead)) && ahead < 4) ahead += 1;
  const last = p.peek(ahead);
  const straight = ahead > 0 && p.peek(ahead - 1) === 'straight_join';
  if (last !== 'join' && last !== 'apply' && !straight) return null;
  if (ahead === 0 && last === 'apply') return null;
  let type: Join['type'] = 'inner';
  let natural = false;
  for (let k = 0; k < ahead; k += 1) {
    const w = p.peek(k);
    if (w === 'left' || w === 'right' || w === 'full' || w === 'cross') type = w;
    else if (w === 'semi' || w === 'anti') {
      type = 'semi';
      break;
    } else if (w === 'natural') natural = true;
  }
  if (last === 'apply') type = 'cross';
  p.i += ahead + (straight && last !== 'join' ? 0 : 1);
  return { type, on: null, using: none, natural };
}
