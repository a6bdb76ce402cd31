import { T } from '../../split/tokens';
import type { Name } from '../../tree/expression';
import type { TableName } from '../../tree/query';
import type { Parser } from '../parser';

/** Reads a dotted table name; `a..b` leaves the schema to the default. */
export function parseTableName(p: Parser): TableName {
  const start = p.offset();
  if (p.at('identifier') && p.peek(1) === '(' && p.kindAt(2) === T.string) {
    p.i += 3;
    const text = p.stringAt(p.i - 1).toLowerCase();
    p.expect(')');
    return { parts: text.split('.'), start, end: p.endOffset() };
  }
  const { dialect } = p.traits;
  // Most names have one part, and an array of one costs a fifth of one that has grown.
  if (p.kindHere() === T.word && p.peek(1) !== '.' && !p.at('.') && p.peek(1) !== '-')
    return { parts: [p.name()], start, end: p.endOffset() };
  const parts: Name[] = [];
  // SQL Server's `db..t` and `..t` leave a part to the login's defaults.
  while (dialect === 'tsql' && p.eat('.')) parts.push('');
  push(p, parts);
  while (p.at('.')) {
    if (p.peek(1) === '.') {
      p.i += 1;
      if (dialect === 'tsql') parts.push('');
    }
    p.i += 1;
    if (p.kindHere() === T.param || p.kindHere() === T.number || p.at('*')) {
      parts.push(p.tokenText(p.i).toLowerCase());
      p.i += 1;
      continue;
    }
    push(p, parts);
  }
  // BigQuery's `project-name.dataset.table` stands without quotes, and Athena's users leave them away, too.
  while (
    (p.traits.dottedQuotes || p.traits.dialect === 'athena') &&
    p.at('-') &&
    p.tokens.start[p.i] === p.endOffset() &&
    (p.kindAt(1) === T.word || p.kindAt(1) === T.number)
  ) {
    p.i += 2;
    parts[parts.length - 1] += `-${p.tokenText(p.i - 1).toLowerCase()}`;
    while (p.eat('.')) push(p, parts);
  }
  return { parts, start, end: p.endOffset() };
}

function push(p: Parser, parts: Name[]): void {
  if (p.kindHere() === T.quoted && p.traits.dottedQuotes) {
    parts.push(...p.name().split('.'));
    return;
  }
  if (p.kindHere() === T.param) {
    p.i += 1;
    parts.push(p.tokenText(p.i - 1));
    return;
  }
  parts.push(p.name());
}
