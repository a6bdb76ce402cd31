import type { Expression, Name, Recognition, SelectItem, Span, WindowSpec } from './expression';

/** Anything that yields rows. */
export type Query = SelectQuery | SetQuery | ValuesQuery;

interface QueryTail extends Span {
  readonly ctes: readonly CommonTable[];
  readonly recursive: boolean;
  readonly order: readonly Expression[];
}

export interface SelectQuery extends QueryTail {
  readonly kind: 'select';
  readonly items: readonly SelectItem[];
  readonly distinct: boolean;
  readonly distinctOn: readonly Expression[];
  readonly into: IntoTarget | null;
  readonly from: readonly FromItem[];
  readonly where: Expression | null;
  /** CONNECT BY: rows of several levels. */
  readonly hierarchical: boolean;
  readonly group: readonly Expression[];
  readonly having: Expression | null;
  readonly qualify: Expression | null;
  readonly windows: ReadonlyMap<Name, WindowSpec>;
}

/** A flat chain of branches of one precedence: `a UNION b UNION ALL c`. */
export interface SetQuery extends QueryTail {
  readonly kind: 'set';
  readonly branches: readonly Query[];
  /** One operator before each branch but the first. */
  readonly operators: readonly ('union' | 'intersect' | 'except')[];
  /** `BY NAME` or CORRESPONDING rather than by position. */
  readonly byName: boolean;
}

export interface ValuesQuery extends QueryTail {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

export interface CommonTable extends Span {
  readonly name: Name;
  readonly columns: readonly Name[];
  readonly query: Query;
}

export interface IntoTarget {
  readonly name: TableName;
  readonly temp: boolean;
}

/** A table's name as written. */
export interface TableName extends Span {
  readonly parts: readonly Name[];
}

/** One relation of a FROM clause and how it joins what stands before it. */
export interface FromItem {
  readonly relation: Relation;
  readonly join: Join | null;
}

export interface Join {
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross' | 'semi' | 'comma';
  readonly on: Expression | null;
  readonly using: readonly Name[];
  readonly natural: boolean;
}

export type Relation =
  | TableRelation
  | DerivedRelation
  | GroupRelation
  | UnnestRelation
  | FunctionRelation
  | PivotRelation
  | UnpivotRelation
  | RecognizeRelation;

interface Aliased extends Span {
  readonly alias: Name | null;
  readonly columns: readonly Name[];
}

export interface TableRelation extends Aliased {
  readonly kind: 'table';
  readonly name: TableName;
  /** `AT i` names the position while navigating an array. */
  readonly at: Name | null;
}

export interface DerivedRelation extends Aliased {
  readonly kind: 'derived';
  readonly query: Query;
}

/** `(a JOIN b ON …)`. */
export interface GroupRelation extends Aliased {
  readonly kind: 'group';
  readonly from: readonly FromItem[];
}

/** `UNNEST(x, y) WITH ORDINALITY`, `LATERAL VIEW explode(x) t AS a`, `FROM t, t.items i AT p`. */
export interface UnnestRelation extends Aliased {
  readonly kind: 'unnest';
  /** AT names the key of an object's attribute, which is part of its value, rather than a position. */
  readonly keyed?: boolean;
  readonly expressions: readonly Expression[];
  readonly ordinality: boolean;
  /** `UNPIVOT x AS v AT k`: navigation over the attributes of an object. */
  readonly at: Name | null;
}

export interface FunctionRelation extends Aliased {
  readonly kind: 'function';
  readonly name: string;
  readonly expressions: readonly Expression[];
  /** Columns of its list that count rows (`n FOR ORDINALITY`), by position. */
  readonly counters: readonly number[];
  /** Whole relations passed to a table function. */
  readonly inputs: readonly Relation[];
  readonly ordinality: boolean;
}

export interface PivotRelation extends Aliased {
  readonly kind: 'pivot';
  readonly source: Relation;
  readonly aggregates: readonly SelectItem[];
  readonly by: readonly Expression[];
  readonly values: readonly Name[];
  readonly group: readonly Expression[];
}

export interface UnpivotRelation extends Aliased {
  readonly kind: 'unpivot';
  readonly source: Relation;
  readonly values: readonly Name[];
  readonly label: Name;
  /** Per row of the IN list the columns it reads. */
  readonly inputs: readonly (readonly Expression[])[];
}

/** MATCH_RECOGNIZE: measures over a source. */
export interface RecognizeRelation extends Aliased {
  readonly kind: 'recognize';
  readonly source: Relation;
  readonly partition: readonly Expression[];
  readonly order: readonly Expression[];
  readonly recognition: Recognition;
}
