import type { Span } from './tree/expression';

/** The closed set of what the engine has to say about a statement. */
export type DiagnosticCode =
  | 'syntax'
  | 'too-deep'
  | 'too-large'
  | 'budget-exhausted'
  | 'opaque'
  | 'schema-unknown'
  | 'unresolved-column'
  | 'ambiguous-column'
  | 'column-count-mismatch'
  | 'star-not-expanded';

/** Something that the reader of an edge should know, with its place in the text. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** The name it is about. */
  readonly subject: string | null;
  readonly candidates: readonly string[];
  readonly span: Span | null;
}
