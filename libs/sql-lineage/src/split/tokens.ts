/** The kinds of token; the rest of the grammar is told apart by the token's word. */
export const T = { end: 0, word: 1, quoted: 2, string: 3, number: 4, param: 5, op: 6 } as const;

/**
 * The tokens of a text as parallel columns, so that a megabyte of SQL costs four arrays and no objects.
 * `word` holds the lower-case keyword or the operator, interned, so that `===` compares pointers; '' for anything else.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly word: readonly string[];
  /** The text ended inside a string, quoted identifier or comment. */
  readonly unterminated: boolean;
}
