import { T } from '../split/tokens';
import type { Expression, Name, SelectItem } from '../tree/expression';
import type { RecognizeRelation, Relation } from '../tree/query';
import { parseExpression, parseOrder } from './expression';
import { emptyExpressions, none, type Parser } from './parser';
import { closeGroup } from './query';

/** Reads `MATCH_RECOGNIZE (PARTITION BY … ORDER BY … MEASURES … PATTERN (…) DEFINE …)`. */
export function parseRecognize(p: Parser, source: Relation, start: number): RecognizeRelation {
  p.i += 1;
  const close = p.closeOf(p.i);
  p.i += 1;
  let partition: readonly Expression[] = emptyExpressions;
  let order: readonly Expression[] = emptyExpressions;
  const measures: SelectItem[] = [];
  const conditions: Expression[] = [];
  const variables: Name[] = [];
  let allRows = false;
  while (p.i < close) {
    if (p.eat2('partition', 'by')) partition = parseOrder(p);
    else if (p.eat2('order', 'by')) order = parseOrder(p);
    else if (p.eat('measures')) {
      do {
        if (p.at('final') || p.at('running')) p.i += 1;
        measures.push(parseMeasure(p));
      } while (p.eat(','));
    } else if (p.at('all') && p.peek(1) === 'rows') {
      allRows = true;
      p.i += 2;
    } else if (p.at('pattern')) {
      p.i += 1;
      // A variable that no DEFINE restricts stands in the pattern alone.
      for (let j = p.i; j < p.closeOf(p.i); j += 1) if (p.kind[j] === T.word) variables.push(p.nameAt(j));
      p.skipGroup();
    } else if (p.at('define')) {
      p.i += 1;
      do {
        variables.push(p.name());
        p.expect('as');
        conditions.push(parseExpression(p));
      } while (p.eat(','));
    } else if (!p.skipGroup()) p.i += 1;
  }
  closeGroup(p, close);
  return {
    kind: 'recognize',
    source,
    partition,
    order,
    measures,
    conditions,
    variables,
    allRows,
    alias: null,
    columns: none,
    start,
    end: p.endOffset(),
  };
}

/** `first(a.kind) AS first_kind`: the clause that follows has no comma before it. */
function parseMeasure(p: Parser): SelectItem {
  const start = p.offset();
  const expression = parseExpression(p);
  const alias = p.eat('as') ? p.name() : null;
  return { expression, alias, aliases: none, start, end: p.endOffset() };
}
