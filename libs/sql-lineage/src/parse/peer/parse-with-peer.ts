import type { Dialect } from '../../dialect/dialect';
import { traitsOf } from '../../dialect/traits';
import type { Tokens } from '../../split/tokens';
import type { Statement } from '../../tree/statement';
import type { Parsed, ParseFailure } from '../parse-sql';
import { none } from '../parser';
import { peerFor } from './builds';
import { isForeign, Rejected } from './foreign';
import { translateStatement } from './translate-statement';

/** 300 bytes of nested ANDs cost the peer a minute from 20 levels on, 0.3 s at 10. */
const MAX_PARENTHESES = 8;

/** Its time grows faster than the text: beyond this it is not worth the wait. */
const MAX_LENGTH = 20_000;

/**
 * The second rung: what our parser gave up on, read by node-sql-parser and translated into our tree. The failure stays when it
 * gives up, too, or when its tree is one of those that are known to lose or to invent columns.
 */
export function parseWithPeer(failure: ParseFailure, dialect: Dialect): Parsed {
  const { code, tokens } = failure;
  const statement = code === 'syntax' ? statementOf(tokens, dialect) : null;
  return statement === null ? failure : { ok: true, statement, opaque: none, tokens, gaveUp: failure };
}

function statementOf(tokens: Tokens, dialect: Dialect): Statement | null {
  if (tokens.text.length > MAX_LENGTH || deepest(tokens) > MAX_PARENTHESES) return null;
  const peer = peerFor(dialect);
  if (peer === null) return null;
  let tree: unknown;
  try {
    tree = peer.parser.astify(tokens.text, {
      database: peer.database,
      parseOptions: { includeLocations: true },
    });
  } catch {
    // The peer throws what its grammar does not know; its messages say less than ours.
    return null;
  }
  const node: unknown = Array.isArray(tree) && tree.length === 1 ? tree[0] : tree;
  if (!isForeign(node)) return null;
  const traits = traitsOf(dialect);
  try {
    return translateStatement(node, {
      doubleQuoteString: traits.doubleQuoteString,
      lambdas: traits.lambdas,
    });
  } catch (error) {
    if (error instanceof Rejected) return null;
    throw error;
  }
}

function deepest(tokens: Tokens): number {
  let depth = 0;
  let most = 0;
  for (let i = 0; i < tokens.count; i += 1) {
    if (tokens.word[i] === '(') most = Math.max(most, (depth += 1));
    else if (tokens.word[i] === ')') depth -= 1;
  }
  return most;
}
