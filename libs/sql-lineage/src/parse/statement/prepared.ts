import { T } from '../../split/tokens';
import type { Statement } from '../../tree/statement';
import { parseEmbedded } from './embedded';
import { other } from './other';
import type { Parser } from '../parser';
import { queryStatement } from './query-statement';
import { parseStatement } from './statement';

/** `DECLARE c CURSOR FOR query`: the query is read when the cursor is fetched. */
export function parseDeclare(p: Parser, start: number): Statement {
  for (let j = p.i; j < p.stop; j += 1) {
    if (p.word[j] === 'for' && (p.word[j + 1] === 'select' || p.word[j + 1] === 'with')) {
      p.i = j + 1;
      return {
        kind: 'script',
        as: 'cursor',
        statements: [queryStatement(p, p.offset())],
        start,
        end: p.endOffset(),
      };
    }
  }
  return other(p, start, 'cursor');
}

/** `EXECUTE name [(…)]`, `EXECUTE name USING …`. */
export function parseExecute(p: Parser, start: number): Statement {
  p.i += 1;
  if (p.at('immediate') && p.kindAt(1) === T.string) return parseImmediate(p, start);
  if (!p.atName() || p.at('immediate')) return other(p, start, 'execute');
  const name = p.name();
  return { ...other(p, start, 'execute'), name };
}

/** `EXECUTE IMMEDIATE 'statement' USING …`. */
function parseImmediate(p: Parser, start: number): Statement {
  const inner = parseEmbedded(p, p.i + 1);
  if (inner === null) return other(p, start, 'execute');
  p.i = p.stop;
  return { kind: 'script', as: 'execute', statements: [inner], start, end: p.endOffset() };
}

/** `PREPARE name AS statement`, `PREPARE name FROM statement`. */
export function parsePrepare(p: Parser, start: number): Statement {
  const name = p.kindAt(1) === T.word || p.kindAt(1) === T.quoted ? p.nameAt(p.i + 1) : undefined;
  for (let j = p.i; j < p.stop; j += 1) {
    if (
      (p.word[j] === 'as' || p.word[j] === 'from') &&
      p.word[j + 1] !== undefined &&
      prepared.has(p.word[j + 1]!)
    ) {
      p.i = j + 1;
      const inner = parseStatement(p);
      const named = name === undefined ? {} : { name };
      return { kind: 'script', as: 'prepare', ...named, statements: [inner], start, end: p.endOffset() };
    }
  }
  return other(p, start, 'prepare');
}

const prepared = new Set(['select', 'with', 'insert', 'update', 'delete', 'merge', 'unload', 'create']);
