import { createHash } from 'node:crypto';
import type { Analysis } from '@tributary/contracts';
import { ENGINE_VERSION } from '@tributary/sql-lineage';
import { analysisKey } from './analysis-key';
import type { ReadStatement } from './to-analysis';

/** The result of a statement that not even its tables could be told of: recorded with the reason, so that it is counted and can be found. */
export function unreadable(
  statement: ReadStatement,
  code: 'engine-failure' | 'not-representable',
  message: string,
): Analysis {
  const { sql, sqlHash, dialect, database, searchPath } = statement;
  const context = { sqlHash, dialect, database, searchPath: [...searchPath], tempTables: [] };
  return {
    ...context,
    key: analysisKey({ ...context, source: statement.source, datasets: [], consulted: [] }),
    // The text may be what broke the engine: without a shape it is a shape of its own.
    shapeHash: createHash('sha256').update(sqlHash).digest('hex'),
    sql,
    engineVersion: ENGINE_VERSION,
    statementKind: 'unknown',
    rung: 'tables-only',
    confidence: { level: 'low', reasons: [code] },
    datasets: [],
    inputs: [],
    outputs: [],
    columns: [],
    influences: [],
    definedColumns: [],
    schemaChanges: [],
    consulted: [],
    diagnostics: [{ code, message, subject: null, candidates: [], span: null }],
  };
}
