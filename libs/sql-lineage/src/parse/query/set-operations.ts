import type { Query, SetQuery } from '../../tree/query';
import { type Parser, emptyExpressions, none } from '../parser';
import { parseTableName } from '../relation/table-name';
import { parseQuery } from './query';
import { parseSelect } from './select';
import { selectAll } from './select-all';
import { parseValues } from './values';
import { closeGroup } from './with';

export function parseSetOperations(p: Parser): Query {
  return parseChain(p, parseIntersections, joinsLoosely);
}

function parseIntersections(p: Parser): Query {
  return parseChain(p, parseBranch, joinsTightly);
}

const joinsLoosely = (word: string): boolean => word === 'union' || word === 'except' || word === 'minus';

const joinsTightly = (word: string): boolean => word === 'intersect';

function parseChain(p: Parser, branch: (p: Parser) => Query, joins: (word: string) => boolean): Query {
  const start = p.offset();
  const first = branch(p);
  if (!joins(p.here)) return first;
  const branches = [first];
  const operators: ('union' | 'intersect' | 'except')[] = [];
  let byName = false;
  while (joins(p.here)) {
    const w = p.here;
    p.i += 1;
    if (p.at('all') || p.at('distinct')) p.i += 1;
    if (p.eat2('by', 'name')) byName = true;
    else if (p.eat('corresponding')) {
      byName = true;
      if (p.eat('by')) p.skipGroup();
    }
    operators.push(w === 'union' || w === 'intersect' ? w : 'except');
    branches.push(branch(p));
  }
  const query: SetQuery = {
    kind: 'set',
    branches,
    operators,
    byName,
    ctes: none,
    recursive: false,
    order: emptyExpressions,
    start,
    end: p.endOffset(),
  };
  return query;
}

function parseBranch(p: Parser): Query {
  const start = p.offset();
  switch (p.here) {
    case 'select':
      return parseSelect(p, start);
    case '(': {
      const close = p.closeOf(p.i);
      p.i += 1;
      const query = parseQuery(p);
      closeGroup(p, close);
      return query;
    }
    case 'with':
      return parseQuery(p);
    case 'values':
    case 'value':
      return parseValues(p, start);
    case 'table': {
      p.i += 1;
      return selectAll(p, parseTableName(p), start);
    }
    case 'from':
      if (p.traits.fromFirst) return parseSelect(p, start);
      return p.fail('expected a query');
    default:
      return p.fail('expected a query');
  }
}
