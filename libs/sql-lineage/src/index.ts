export { analyze } from './analyze';
export { tableKey, tableText, type TableRef } from './bind/table-ref';
export type { Diagnostic, DiagnosticCode } from './diagnostic';
export { toDialect, type Dialect } from './dialect/dialect';
export type {
  ColumnLineage,
  ColumnRef,
  ColumnSource,
  DefinedColumns,
  Influence,
  OutputEffect,
  Rung,
  SchemaChange,
  SessionEffect,
  StatementLineage,
} from './edges/statement-lineage';
export { ENGINE_VERSION } from './engine-version';
export { analyzeJsonlRequest, type JsonlReply } from './jsonl/analyze-jsonl';
export { namedSchema } from './jsonl/named-schema';
export { normalizeSql } from './hash/normalize-sql';
export { redactSql } from './hash/redact-sql';
export { redactedSqlHash, shapeHash, sqlHash } from './hash/sql-hash';
export type { AnalyzeOptions, SchemaSnapshot } from './options';
export { requiredTables } from './required-tables';
export { analyzeScript, analyzeSession, type AnalyzedStatement } from './session/analyze-script';
export { contractTemps } from './session/contract-temps';
export { Session } from './session/session';
export { splitStatements, type StatementText } from './split/split-statements';
export type { Span } from './tree/expression';
export type { StatementKind } from './tree/statement';
