import type { Query } from './query';

/** A half-open range of UTF-16 offsets into the statement's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name in one of its parts, folded as the database folds it. */
export type Name = string;

/** Any scalar expression, reduced to what decides lineage: where values come from and what steers them. */
export type Expression =
  | ColumnExpression
  | StarExpression
  | LiteralExpression
  | CallExpression
  | CaseExpression
  | OperationExpression
  | CastExpression
  | FieldExpression
  | LambdaExpression
  | SubqueryExpression
  | OpaqueExpression;

/** `a`, `t.a`, `s.t.a`, `t.a.field`: the resolver decides which parts name a relation. */
export interface ColumnExpression extends Span {
  readonly kind: 'column';
  readonly parts: readonly Name[];
}

/** `*`, `t.*`, `* EXCLUDE (a)`, `* REPLACE (e AS a)`. */
export interface StarExpression extends Span {
  readonly kind: 'star';
  readonly qualifier: readonly Name[];
  readonly except: readonly Name[];
  readonly replace: readonly SelectItem[];
  readonly rename: readonly { readonly from: Name; readonly to: Name }[];
}

export interface LiteralExpression extends Span {
  readonly kind: 'literal';
}

/** A function call; `control` are arguments that steer (FILTER, WITHIN GROUP … stay apart from the values). */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly star: boolean;
  readonly order: readonly Expression[];
  readonly filter: Expression | null;
  readonly over: WindowSpec | null;
}

/** `OVER (PARTITION BY … ORDER BY …)` or `OVER name`. */
export interface WindowSpec {
  readonly base: Name | null;
  readonly keys: readonly Expression[];
  /** `MEASURES … PATTERN (…) DEFINE …`: rows are recognised inside the window. */
  readonly recognition?: Recognition;
}

/** What recognises rows by a pattern, in a relation or in a window. */
export interface Recognition {
  readonly measures: readonly SelectItem[];
  readonly conditions: readonly Expression[];
  readonly variables: ReadonlySet<Name>;
  readonly allRows: boolean;
}

export interface CaseExpression extends Span {
  readonly kind: 'case';
  readonly conditions: readonly Expression[];
  readonly values: readonly Expression[];
}

/** Any chain of operators: lineage needs the operands, not their precedence. */
export interface OperationExpression extends Span {
  readonly kind: 'operation';
  readonly operator: string;
  readonly operands: readonly Expression[];
}

export interface CastExpression extends Span {
  readonly kind: 'cast';
  readonly operand: Expression;
  readonly type: string;
}

/** `(e).name`, `f(x).name`, `e[i]`. */
export interface FieldExpression extends Span {
  readonly kind: 'field';
  readonly base: Expression;
  readonly index: Expression | null;
  readonly name: Name | null;
}

export interface LambdaExpression extends Span {
  readonly kind: 'lambda';
  readonly parameters: readonly Name[];
  readonly body: Expression;
}

export interface SubqueryExpression extends Span {
  readonly kind: 'subquery';
  readonly query: Query;
  /** EXISTS yields no value of the query's columns. */
  readonly exists: boolean;
}

/** Syntax we do not know, with the expressions that we recognised in it. */
export interface OpaqueExpression extends Span {
  readonly kind: 'opaque';
  readonly parts: readonly Expression[];
}

/** One item of a select list. */
export interface SelectItem extends Span {
  readonly expression: Expression;
  readonly alias: Name | null;
  /** `AS (a, b)` of a generator in Hive and Spark. */
  readonly aliases: readonly Name[];
}
