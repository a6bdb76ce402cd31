import { T } from '../../split/tokens';
import type { Name } from '../../tree/expression';
import type { Relation } from '../../tree/query';
import type { Parser } from '../parser';
import { parseType } from '../type';
import { notRelationAlias } from '../words';

/** Reads `[AS] alias [(a, b)]` onto a relation. */
export function withAlias<R extends Relation>(p: Parser, relation: R): R {
  let alias: Name | null = relation.alias;
  let columns: readonly Name[] = relation.columns;
  if (p.eat('as')) {
    if (p.at('(')) {
      columns = parseColumnAliases(p);
      return { ...relation, columns, end: p.endOffset() };
    }
    alias = p.kindHere() === T.string ? p.stringAt((p.i += 1) - 1).toLowerCase() : p.name();
  } else if (
    (p.at('force') || p.at('use') || p.at('ignore')) &&
    (p.peek(1) === 'index' || p.peek(1) === 'key')
  ) {
    return relation;
  } else if (
    p.kindHere() === T.quoted ||
    (p.kindHere() === T.word && !notRelationAlias.has(p.here)) ||
    isPlainWordAlias(p)
  ) {
    alias = p.name();
  } else {
    return relation;
  }
  if (p.at('(') && alias !== null) columns = parseColumnAliases(p);
  if (relation.kind === 'table' && p.at('at') && p.kindAt(1) === T.word && p.peek(1) !== 'time') {
    p.i += 1;
    return { ...relation, alias, columns, at: p.name(), end: p.endOffset() };
  }
  return { ...relation, alias, columns, end: p.endOffset() };
}

/** `apply`, `option`, … are aliases unless the grammar needs them here. */
function isPlainWordAlias(p: Parser): boolean {
  const w = p.here;
  const next = p.peek(1);
  switch (w) {
    case 'start':
      return next !== 'with';
    case 'at':
      return next === ',' || next === ')' || next === 'where' || p.kindAt(1) === T.end;
    case 'option':
    case 'tables':
      return next !== '(';
    case 'matched':
    case 'apply':
    case 'sample':
    case 'connect':
      return (
        next === 'on' ||
        next === ',' ||
        next === 'where' ||
        next === ')' ||
        next === 'group' ||
        p.kindAt(1) === T.end
      );
    default:
      return false;
  }
}

function parseColumnAliases(p: Parser): Name[] {
  p.expect('(');
  const names: Name[] = [];
  while (!p.done && !p.at(')')) {
    names.push(p.name());
    if (!p.at(',') && !p.at(')')) parseType(p);
    while (!p.done && !p.at(',') && !p.at(')')) if (!p.skipGroup()) p.i += 1;
    p.eat(',');
  }
  p.expect(')');
  return names;
}
