import { T } from '../../split/tokens';
import type { Name } from '../../tree/expression';
import type { Query } from '../../tree/query';
import type { CopyStatement, Statement } from '../../tree/statement';
import { parseNames } from '../expression/list';
import { none, ParseAbort, type Parser } from '../parser';
import { parseQuery } from '../query/query';
import { selectAll } from '../query/select-all';
import { parseTableName } from '../relation/table-name';
import { parseEmbedded } from './embedded';

/** Reads COPY: `COPY t (columns) FROM 's3://…' …` and PostgreSQL's `COPY (query) TO …`. */
export function parseCopy(p: Parser, start: number): Statement {
  p.i += 1;
  p.eat('into');
  if (p.at('(') && p.atQueryGroup()) {
    p.i += 1;
    const query = parseQuery(p);
    p.expect(')');
    const name = parseEnd(p);
    return {
      kind: 'copy',
      target: { parts: [''], start, end: start },
      columns: none,
      source: name,
      toward: true,
      query,
      start,
      end: p.endOffset(),
    };
  }
  const target = parseTableName(p);
  const columns: readonly Name[] = p.at('(') && !p.atQueryGroup() ? parseNames(p) : none;
  const toward = p.at('to');
  let query: Query | null = null;
  if (p.at('from') && p.peek(1) === '(') {
    p.i += 2;
    query = parseQuery(p);
    p.i = p.stop;
    return { kind: 'copy', target, columns, source: null, toward: false, query, start, end: p.endOffset() };
  }
  if (
    p.at('from') &&
    p.traits.dialect === 'snowflake' &&
    p.kindAt(1) === T.word &&
    target.parts[0]!.startsWith('@')
  ) {
    // `COPY INTO @stage FROM t` unloads a table.
    p.i += 1;
    query = selectAll(p, parseTableName(p));
    p.i = p.stop;
    return { kind: 'copy', target, columns, source: null, toward: false, query, start, end: p.endOffset() };
  }
  const source = parseEnd(p);
  return { kind: 'copy', target, columns, source, toward, query, start, end: p.endOffset() };
}

/** The file or system after FROM or TO; the options behind it carry no lineage. */
function parseEnd(p: Parser): CopyStatement['source'] {
  while (!p.done && !p.at('from') && !p.at('to')) if (!p.skipGroup()) p.i += 1;
  p.i += 1;
  let source: CopyStatement['source'] = null;
  if (p.kindHere() === T.string) source = externalOf(p.stringAt(p.i));
  else if (p.kindHere() === T.word) source = { system: p.nameAt(p.i), name: '' };
  p.i = p.stop;
  return source;
}

function externalOf(text: string): { system: string; name: string } {
  const scheme = text.indexOf('://');
  if (scheme > 0) return { system: text.slice(0, scheme).toLowerCase(), name: text };
  return { system: 'file', name: text };
}

/** Reads `UNLOAD ('query' | $$query$$ | (query)) TO 's3://…' options`. */
export function parseUnload(p: Parser, start: number): Statement {
  p.i += 1;
  p.expect('(');
  let query: Query;
  if (p.kindHere() === T.string) {
    const at = p.i;
    p.i += 1;
    const inner = parseEmbedded(p, at);
    if (inner?.kind !== 'query')
      throw new ParseAbort('syntax', 'the text inside UNLOAD is not a query', p.tokens.start[at]!);
    query = inner.query;
  } else query = parseQuery(p);
  p.expect(')');
  p.expect('to');
  const location = p.kindHere() === T.string ? p.stringAt(p.i) : '';
  let overwrite = false;
  for (let j = p.i; j < p.stop; j += 1)
    if (
      p.word[j] === 'allowoverwrite' ||
      p.word[j] === 'cleanpath' ||
      /^(allowoverwrite|cleanpath)$/i.test(p.tokenText(j))
    )
      overwrite = true;
  p.i = p.stop;
  return { kind: 'unload', query, location, overwrite, start, end: p.endOffset() };
}
