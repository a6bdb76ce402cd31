import { createHash } from 'node:crypto';
import type { Dialect } from '../dialect/dialect';
import { normalizeSql } from './normalize-sql';
import { redactSql } from './redact-sql';
import { shapeOfSql } from './shape-of-sql';

/** SHA-256 of the redacted statement in its one spelling: the identity of a text, whoever formatted it. */
export function sqlHash(sql: string, dialect: Dialect): string {
  return sha256(normalizeSql(redactSql(sql).sql, dialect));
}

/** SHA-256 of the statement without its literals: one for all runs of a scheduled query. */
export function shapeHash(sql: string, dialect: Dialect): string {
  return sha256(shapeOfSql(redactSql(sql).sql, dialect));
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
