import { T } from '../split/tokens';
import type { Parser } from './parser';

/** Reads a data type of any dialect and returns it as written, white space and all. */
export function parseType(p: Parser): string {
  const start = p.offset();
  if (p.kindHere() === T.string) {
    p.i += 1;
    return p.text.slice(start, p.endOffset());
  }
  const first = p.here;
  p.name();
  while (p.at('.') && (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted)) p.i += 2;
  if (first === 'double' && p.eat('precision')) return p.text.slice(start, p.endOffset());
  if (first === 'long' && (p.at('varchar') || p.at('raw'))) p.i += 1;
  if (first === 'national' && (p.at('char') || p.at('character') || p.at('varchar'))) p.i += 1;
  if (
    first === 'character' ||
    first === 'char' ||
    first === 'binary' ||
    first === 'bit' ||
    first === 'national' ||
    first === 'nchar'
  )
    p.eat('varying');
  if (first === 'interval') skipIntervalUnits(p);
  if (p.at('(')) p.skipGroup();
  if (p.at('<')) skipGenerics(p);
  if (first === 'time' || first === 'timestamp' || first === 'timestamptz' || first === 'timetz') {
    if ((p.at('with') || p.at('without')) && (p.peek(1) === 'time' || p.peek(1) === 'local')) {
      p.i += 1;
      p.eat('local');
      p.eat('time');
      p.eat('zone');
    }
  }
  for (;;) {
    if (p.at('[') && (p.peek(1) === ']' || (p.kindAt(1) === T.number && p.peek(2) === ']'))) p.skipGroup();
    else if (p.at('array') && p.peek(1) !== '(' && p.peek(1) !== '[') p.i += 1;
    else break;
  }
  return p.text.slice(start, p.endOffset());
}

function skipGenerics(p: Parser): void {
  let depth = 0;
  do {
    const w = p.here;
    if (w === '<') depth += 1;
    else if (w === '<>') depth += 0;
    else if (w === '>') depth -= 1;
    else if (w === '>>') depth -= 2;
    p.i += 1;
  } while (depth > 0 && !p.done);
}

function skipIntervalUnits(p: Parser): void {
  const units = new Set(['year', 'month', 'day', 'hour', 'minute', 'second', 'to']);
  while (units.has(p.here)) {
    p.i += 1;
    if (p.at('(')) p.skipGroup();
  }
}
