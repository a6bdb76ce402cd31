import { Analysis, BudgetExhausted } from './analysis';
import { Draft } from './edges/draft';
import { finishLineage } from './edges/finish-lineage';
import type { StatementLineage } from './edges/statement-lineage';
import { writeStatement } from './edges/write-statement';
import type { AnalyzeOptions } from './options';
import { parseSql, type Parsed } from './parse/parse-sql';
import { parseWithPeer } from './parse/peer/parse-with-peer';
import { scanTables } from './scan/scan-tables';
import { tooLarge } from './scan/too-large';
import { releaseTokens } from './split/tokenize';

/**
 * What one statement says about datasets and columns. Never throws for bad SQL: what our parser cannot read is tried
 * with node-sql-parser, and what that cannot read either gives a result of rung `tables-only` that says why.
 */
export function analyze(sql: string, options: AnalyzeOptions): StatementLineage {
  const refused = tooLarge(sql);
  if (refused !== null) return refused;

  const parsed = parseSql(sql, options);
  const read = parsed.ok ? parsed : parseWithPeer(parsed, options.dialect);
  const lineage = read.ok ? lineageOf(sql, options, read) : scanTables(read.tokens, options, read);
  releaseTokens(parsed.tokens);
  return lineage;
}

function lineageOf(
  sql: string,
  options: AnalyzeOptions,
  read: Extract<Parsed, { ok: true }>,
): StatementLineage {
  const analysis = new Analysis(sql, options);
  const draft = new Draft(analysis);
  try {
    writeStatement(draft, read.statement);
  } catch (error) {
    if (!(error instanceof BudgetExhausted)) throw error;
    return scanTables(read.tokens, options, { code: 'budget-exhausted', message: error.message, at: 0 });
  }
  return finishLineage(draft, read);
}
