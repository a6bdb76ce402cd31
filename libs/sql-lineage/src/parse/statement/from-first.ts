import type { FromItem, Query } from '../../tree/query';
import type { Statement } from '../../tree/statement';
import { parseInsert } from './insert';
import type { Parser } from '../parser';
import { noWith } from '../query/with';
import { queryStatement } from './query-statement';
import { parseFrom } from '../relation/from';

/** Hive and Spark: `FROM t INSERT … SELECT … INSERT … SELECT …`, `FROM t SELECT a`. */
export function parseFromFirst(p: Parser, start: number): Statement {
  const at = p.i;
  p.i += 1;
  const from = parseFrom(p);
  if (!p.at('insert')) {
    p.i = at;
    return queryStatement(p, start);
  }
  const statements: Statement[] = [];
  while (p.at('insert')) {
    const insert = parseInsert(p, p.offset(), noWith);
    statements.push(
      insert.kind === 'insert' && insert.query !== null
        ? { ...insert, query: readFrom(insert.query, from) }
        : insert,
    );
  }
  return { kind: 'script', as: 'insert', statements, start, end: p.endOffset() };
}

function readFrom(query: Query, from: readonly FromItem[]): Query {
  if (query.kind === 'select') return { ...query, from: [...from, ...query.from] };
  if (query.kind === 'set') return { ...query, branches: query.branches.map((b) => readFrom(b, from)) };
  return query;
}
