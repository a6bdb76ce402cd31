import { T } from '../../split/tokens';
import type { Statement } from '../../tree/statement';
import { other } from './other';
import type { Parser } from '../parser';
import { parseTableName } from '../relation/table-name';

/** `SET search_path TO a, b`; every other variable is `other`. */
export function parseSet(p: Parser, start: number): Statement {
  p.i += 1;
  if (p.at('session') || p.at('local')) p.i += 1;
  const name = p.atName() ? p.nameAt(p.i) : '';
  if (name === 'transaction' || name === 'characteristics') return other(p, start, 'transaction');
  if (name !== 'search_path' && name !== 'current_schema' && name !== 'schema') return other(p, start, 'set');
  p.i += 1;
  if (!p.eat('to')) p.eat('=');
  const searchPath: string[] = [];
  while (!p.done) {
    if (p.eat(',')) continue;
    if (p.kindHere() === T.string) {
      searchPath.push(
        ...p
          .stringAt(p.i)
          .toLowerCase()
          .split(',')
          .map((s) => s.trim().replaceAll('"', '')),
      );
      p.i += 1;
    } else if (p.atName()) searchPath.push(p.name());
    else p.i += 1;
  }
  return { kind: 'setting', searchPath, database: null, start, end: p.endOffset() };
}

/** `USE db`, `USE catalog.schema`, `USE SCHEMA a.b`, `USE DATABASE a`. */
export function parseUse(p: Parser, start: number): Statement {
  p.i += 1;
  if ((p.at('role') || p.at('warehouse') || p.at('secondary')) && p.kindAt(1) === T.word)
    return other(p, start, 'use');
  const what =
    (p.at('schema') || p.at('database') || p.at('catalog')) &&
    (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted)
      ? p.name()
      : '';
  if (!p.atName()) return other(p, start, 'use');
  const { parts } = parseTableName(p);
  const isDatabase =
    what === 'database' ||
    what === 'catalog' ||
    (what === '' &&
      parts.length === 1 &&
      (p.traits.dialect === 'redshift' || p.traits.dialect === 'snowflake' || p.traits.dialect === 'tsql'));
  p.i = p.stop;
  const end = p.endOffset();
  if (parts.length >= 2)
    return { kind: 'setting', database: parts.at(-2)!, searchPath: [parts.at(-1)!], start, end };
  return isDatabase
    ? { kind: 'setting', database: parts[0]!, searchPath: null, start, end }
    : { kind: 'setting', database: null, searchPath: [parts[0]!], start, end };
}
