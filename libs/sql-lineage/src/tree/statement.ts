import type { Expression, Name, Span } from './expression';
import type { CommonTable, FromItem, Query, Relation, TableName } from './query';

/** A statement, reduced to what it reads, what it writes, and what it changes about names. */
export type Statement =
  | QueryStatement
  | InsertStatement
  | CreateTableStatement
  | CreateViewStatement
  | UpdateStatement
  | DeleteStatement
  | MergeStatement
  | CopyStatement
  | UnloadStatement
  | AlterStatement
  | DropStatement
  | TruncateStatement
  | SettingStatement
  | LoopStatement
  | ScriptStatement
  | OtherStatement;

/** A bare SELECT, also `SELECT … INTO t` (its select node carries the target) and a cursor's query. */
export interface QueryStatement extends Span {
  readonly kind: 'query';
  readonly query: Query;
}

/** `INSERT INTO t (a, b) <query>`; Hive's multi-insert is one of these per target. */
export interface InsertStatement extends Span {
  readonly kind: 'insert';
  readonly ctes: readonly CommonTable[];
  readonly recursive: boolean;
  readonly target: Relation;
  readonly columns: readonly Name[];
  readonly partition: readonly PartitionColumn[];
  readonly overwrite: boolean;
  readonly byName: boolean;
  readonly query: Query | null;
  /** `ON CONFLICT … DO UPDATE SET`, `ON DUPLICATE KEY UPDATE`. */
  readonly onConflict: readonly Assignment[];
}

/** `PARTITION (day = '2024-01-01', hour)`: a static column takes no input, a dynamic one follows the select list. */
export interface PartitionColumn {
  readonly name: Name;
  readonly dynamic: boolean;
}

export interface ColumnDefinition {
  readonly name: Name;
  readonly type: string;
}

export interface CreateTableStatement extends Span {
  readonly kind: 'create-table';
  readonly target: TableName;
  readonly temp: boolean;
  readonly external: boolean;
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly query: Query | null;
  readonly like: readonly TableName[];
  /** `CLONE`, `SHALLOW CLONE`, `DEEP CLONE`: data moves along with the definition. */
  readonly clone: TableName | null;
  readonly location: string | null;
}

export interface CreateViewStatement extends Span {
  readonly kind: 'create-view';
  readonly target: TableName;
  readonly materialized: boolean;
  readonly temp: boolean;
  readonly columns: readonly Name[];
  readonly query: Query;
}

/** `SET a = e` and `SET (a, b) = (SELECT …)`. */
export interface Assignment extends Span {
  readonly targets: readonly (readonly Name[])[];
  readonly value: Expression;
}

export interface UpdateStatement extends Span {
  readonly kind: 'update';
  readonly ctes: readonly CommonTable[];
  readonly recursive: boolean;
  readonly target: Relation;
  /** Relations joined to the target before SET (MySQL). */
  readonly joined: readonly FromItem[];
  readonly assignments: readonly Assignment[];
  readonly from: readonly FromItem[];
  readonly where: Expression | null;
}

export interface DeleteStatement extends Span {
  readonly kind: 'delete';
  readonly ctes: readonly CommonTable[];
  readonly recursive: boolean;
  readonly target: Relation;
  readonly using: readonly FromItem[];
  readonly where: Expression | null;
}

export interface MergeArm extends Span {
  readonly condition: Expression | null;
  readonly action: 'update' | 'insert' | 'delete' | 'nothing';
  readonly assignments: readonly Assignment[];
  readonly columns: readonly Name[];
  readonly values: readonly Expression[];
  /** `INSERT *`, `UPDATE SET *`, INSERT ROW. */
  readonly star: boolean;
}

export interface MergeStatement extends Span {
  readonly kind: 'merge';
  readonly ctes: readonly CommonTable[];
  readonly recursive: boolean;
  readonly target: Relation;
  readonly source: Relation;
  readonly on: Expression | null;
  readonly arms: readonly MergeArm[];
  /** Redshift's `REMOVE DUPLICATES`: delete what matches, insert the source as it is. */
  readonly removeDuplicates: boolean;
}

export interface CopyStatement extends Span {
  readonly kind: 'copy';
  readonly target: TableName;
  readonly columns: readonly Name[];
  readonly source: { readonly system: string; readonly name: string } | null;
  /** `COPY (query) TO 'file'` and `COPY t TO 'file'`. */
  readonly toward: boolean;
  readonly query: Query | null;
}

export interface UnloadStatement extends Span {
  readonly kind: 'unload';
  readonly query: Query;
  readonly location: string;
  readonly overwrite: boolean;
}

export interface AlterStatement extends Span {
  readonly kind: 'alter';
  readonly target: TableName;
  readonly view: boolean;
  readonly change:
    | { readonly action: 'rename'; readonly to: TableName }
    | { readonly action: 'swap'; readonly with: TableName }
    | { readonly action: 'append'; readonly source: TableName }
    | { readonly action: 'set-schema'; readonly schema: Name }
    | { readonly action: 'set-location'; readonly location: string }
    | { readonly action: 'add-columns'; readonly columns: readonly ColumnDefinition[] }
    | { readonly action: 'replace-columns'; readonly columns: readonly ColumnDefinition[] }
    | { readonly action: 'drop-columns'; readonly columns: readonly Name[] }
    | { readonly action: 'rename-column'; readonly from: Name; readonly to: Name }
    | { readonly action: 'exchange-partition'; readonly source: TableName }
    | { readonly action: 'other' };
}

export interface DropStatement extends Span {
  readonly kind: 'drop';
  readonly object: 'table' | 'view' | 'other';
  readonly targets: readonly TableName[];
}

export interface TruncateStatement extends Span {
  readonly kind: 'truncate';
  readonly targets: readonly TableName[];
}

/** `SET search_path TO a, b`, `USE db`, `USE catalog.schema`. */
export interface SettingStatement extends Span {
  readonly kind: 'setting';
  readonly searchPath: readonly Name[] | null;
  readonly database: Name | null;
}

/** `FOR r IN query LOOP` inside a routine: what `r.a` means in the statements behind it. */
export interface LoopStatement extends Span {
  readonly kind: 'loop';
  readonly record: Name;
  readonly query: Query;
}

/** Several statements in one: a procedure's body, Hive's multi-insert, EXPLAIN ANALYZE of a write. */
export interface ScriptStatement extends Span {
  readonly kind: 'script';
  readonly as: StatementKind;
  /** What PREPARE calls its statement. */
  readonly name?: Name;
  readonly statements: readonly Statement[];
}

export interface OtherStatement extends Span {
  readonly kind: 'other';
  readonly as: StatementKind;
  /** The prepared statement that EXECUTE runs. */
  readonly name?: Name;
  /** Tables the statement reads without moving columns (ANALYZE, REFRESH, SHOW, EXPLAIN). */
  readonly mentions: readonly TableName[];
}

/** The closed set of what a statement can be. */
export type StatementKind =
  | 'select'
  | 'insert'
  | 'insert-overwrite'
  | 'create-table-as'
  | 'select-into'
  | 'create-table'
  | 'create-external-table'
  | 'create-table-like'
  | 'create-view'
  | 'create-materialized-view'
  | 'update'
  | 'delete'
  | 'merge'
  | 'copy'
  | 'unload'
  | 'alter-table'
  | 'alter-table-append'
  | 'rename'
  | 'swap'
  | 'drop'
  | 'truncate'
  | 'set'
  | 'use'
  | 'transaction'
  | 'explain'
  | 'procedure'
  | 'call'
  | 'prepare'
  | 'execute'
  | 'cursor'
  | 'grant'
  | 'maintenance'
  | 'describe'
  | 'ddl'
  | 'other'
  | 'empty'
  | 'unknown';
