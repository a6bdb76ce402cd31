/** The kinds of token; the rest of the grammar is told apart by the token's word. Constant: the bundle holds plain numbers. */
export const enum T {
  end,
  word,
  quoted,
  string,
  number,
  param,
  op,
}

/**
 * The tokens of a text as parallel columns, so that a megabyte of SQL costs four arrays and no objects.
 * `word` holds the lower-case keyword or the operator, interned, so that `===` compares pointers; '' for anything else.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kind: readonly number[];
  readonly start: readonly number[];
  readonly end: readonly number[];
  readonly word: readonly string[];
  /** The text ended inside a string, quoted identifier or comment. */
  readonly unterminated: boolean;
}
