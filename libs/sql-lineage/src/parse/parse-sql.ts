import { traitsOf } from '../dialect/traits';
import type { AnalyzeOptions } from '../options';
import { tokenize } from '../split/tokenize';
import type { Tokens } from '../split/tokens';
import type { Span } from '../tree/expression';
import type { Statement } from '../tree/statement';
import { ParseAbort, Parser, type ParseFailureCode } from './parser';
import { parseStatement } from './statement/statement';

/** What became of a text: its tree with the places that were passed over, or why it could not be read. */
export type Parsed =
  | {
      readonly ok: true;
      readonly statement: Statement;
      readonly opaque: readonly Span[];
      readonly tokens: Tokens;
      /** Set when our parser gave up and node-sql-parser read the text instead. */
      readonly gaveUp: ParseFailure | null;
    }
  | ParseFailure;

/** Why and where a text could not be read. */
export interface ParseFailure {
  readonly ok: false;
  readonly code: ParseFailureCode;
  readonly message: string;
  readonly at: number;
  readonly tokens: Tokens;
}

/** Reads one statement; the one door behind which the parser may give up. */
export function parseSql(
  sql: string,
  options: Pick<AnalyzeOptions, 'dialect' | 'caseSensitiveIdentifiers'>,
): Parsed {
  const traits = traitsOf(options.dialect);
  const tokens = tokenize(sql, traits);
  const parser = new Parser(tokens, traits, undefined, options.caseSensitiveIdentifiers ?? false);
  try {
    const statement = parseStatement(parser);
    while (parser.eat(';'));
    if (!parser.done) {
      if (statement.kind !== 'query' && statement.kind !== 'insert' && statement.kind !== 'create-view')
        return { ok: true, statement, opaque: [...parser.opaque, rest(parser)], tokens, gaveUp: null };
      parser.fail('expected the end of the statement');
    }
    return { ok: true, statement, opaque: parser.opaque, tokens, gaveUp: null };
  } catch (error) {
    if (error instanceof ParseAbort)
      return { ok: false, code: error.code, message: error.message, at: error.at, tokens };
    throw error;
  }
}

const rest = (parser: Parser): Span => ({ start: parser.offset(), end: parser.text.length });
