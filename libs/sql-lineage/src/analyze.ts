import { Analysis, BudgetExhausted } from './analysis';
import { Draft } from './edges/draft';
import { finishLineage } from './edges/finish-lineage';
import type { StatementLineage } from './edges/statement-lineage';
import { writeStatement } from './edges/write-statement';
import type { AnalyzeOptions } from './options';
import { parseSql } from './parse/parse-sql';
import { scanTables } from './scan/scan-tables';
import { tooLarge } from './scan/too-large';

/**
 * What one statement says about datasets and columns. Never throws for bad SQL: what cannot be read gives a result of
 * rung `tables-only` whose diagnostics say why.
 */
export function analyze(sql: string, options: AnalyzeOptions): StatementLineage {
  const refused = tooLarge(sql);
  if (refused !== null) return refused;

  const parsed = parseSql(sql, options);
  if (!parsed.ok) return scanTables(parsed.tokens, options, parsed);

  const analysis = new Analysis(sql, options);
  const draft = new Draft(analysis);
  try {
    writeStatement(draft, parsed.statement);
  } catch (error) {
    if (!(error instanceof BudgetExhausted)) throw error;
    return scanTables(parsed.tokens, options, { code: 'budget-exhausted', message: error.message, at: 0 });
  }
  return finishLineage(draft, parsed.opaque);
}
