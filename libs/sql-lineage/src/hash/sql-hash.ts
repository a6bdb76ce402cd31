import { hash } from 'node:crypto';
import type { Dialect } from '../dialect/dialect';
import { normalizeSql } from './normalize-sql';
import { redactSql } from './redact-sql';
import { shapeOfSql } from './shape-of-sql';

/** SHA-256 of the redacted statement in its one spelling: the identity of a text, whoever formatted it. */
export function sqlHash(sql: string, dialect: Dialect): string {
  return redactedSqlHash(redactSql(sql).sql, dialect);
}

/** `sqlHash` of what `redactSql` gave: redacting it again would change nothing. */
export function redactedSqlHash(redacted: string, dialect: Dialect): string {
  return sha256(normalizeSql(redacted, dialect));
}

/** SHA-256 of the statement without its literals: one for all runs of a scheduled query. */
export function shapeHash(sql: string, dialect: Dialect): string {
  return sha256(shapeOfSql(redactSql(sql).sql, dialect));
}

const sha256 = (text: string): string => hash('sha256', text);
