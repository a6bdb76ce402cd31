export { toDialect, type Dialect } from './dialect/dialect';
export { normalizeSql } from './hash/normalize-sql';
export { redactSql } from './hash/redact-sql';
export { shapeHash, sqlHash } from './hash/sql-hash';
export { splitStatements, type StatementText } from './split/split-statements';
