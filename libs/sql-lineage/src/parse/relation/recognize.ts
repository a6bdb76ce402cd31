import { T } from '../../split/tokens';
import type { Expression, Name, Recognition, SelectItem } from '../../tree/expression';
import type { RecognizeRelation, Relation } from '../../tree/query';
import { parseExpression } from '../expression/expression';
import { parseOrder } from '../expression/window';
import { emptyExpressions, none, type Parser } from '../parser';
import { closeGroup } from '../query/with';

/** Reads `MATCH_RECOGNIZE (PARTITION BY … ORDER BY … MEASURES … PATTERN (…) DEFINE …)`. */
export function parseRecognize(p: Parser, source: Relation, start: number): RecognizeRelation {
  p.i += 1;
  const close = p.closeOf(p.i);
  p.i += 1;
  let partition: readonly Expression[] = emptyExpressions;
  let order: readonly Expression[] = emptyExpressions;
  const clauses = new RecognitionClauses();
  while (p.i < close) {
    if (p.eat2('partition', 'by')) partition = parseOrder(p);
    else if (p.eat2('order', 'by')) order = parseOrder(p);
    else if (!clauses.read(p) && !p.skipGroup()) p.i += 1;
  }
  closeGroup(p, close);
  return {
    kind: 'recognize',
    source,
    partition,
    order,
    recognition: clauses,
    alias: null,
    columns: none,
    start,
    end: p.endOffset(),
  };
}

/** The clauses that recognise rows, gathered as they come; they stand in MATCH_RECOGNIZE and in a WINDOW alike. */
export class RecognitionClauses implements Recognition {
  readonly measures: SelectItem[] = [];
  readonly conditions: Expression[] = [];
  readonly variables = new Set<Name>();
  allRows = false;

  /** Reads one clause when it stands here. */
  read(p: Parser): boolean {
    if (p.eat('measures')) {
      do {
        if (p.at('final') || p.at('running')) p.i += 1;
        this.measures.push(parseMeasure(p));
      } while (p.eat(','));
    } else if (p.at('all') && p.peek(1) === 'rows') {
      this.allRows = true;
      p.i += 2;
    } else if (p.at('pattern') && p.peek(1) === '(') {
      p.i += 1;
      // A variable that no DEFINE restricts stands in the pattern alone.
      const close = p.closeOf(p.i);
      for (let j = p.i; j < close; j += 1) if (p.kind[j] === T.word) this.variables.add(p.nameAt(j));
      p.skipGroup();
    } else if (p.eat('define')) {
      do {
        this.variables.add(p.name());
        p.expect('as');
        this.conditions.push(parseExpression(p));
      } while (p.eat(','));
    } else return false;
    return true;
  }
}

/** `first(a.kind) AS first_kind`: the clause that follows has no comma before it. */
function parseMeasure(p: Parser): SelectItem {
  const start = p.offset();
  const expression = parseExpression(p);
  const alias = p.eat('as') ? p.name() : null;
  return { expression, alias, aliases: none, start, end: p.endOffset() };
}
