import type { StatementLineage } from '../edges/statement-lineage';
import type { AnalyzeOptions } from '../options';
import { splitStatements, type StatementText } from '../split/split-statements';
import { Session } from './session';

/** A statement of a script with its result; spans inside the result count from the statement's own start. */
export interface AnalyzedStatement extends StatementText {
  readonly lineage: StatementLineage;
}

/** Cuts a script into statements and analyzes them as one session. */
export function analyzeScript(text: string, options: AnalyzeOptions): readonly AnalyzedStatement[] {
  const session = new Session(options);
  return splitStatements(text, options.dialect).map((s) => ({ ...s, lineage: session.analyze(s.text) }));
}

/** Analyzes the statements of one session in their order. */
export function analyzeSession(
  statements: readonly string[],
  options: AnalyzeOptions,
): readonly StatementLineage[] {
  const session = new Session(options);
  return statements.map((sql) => session.analyze(sql));
}
