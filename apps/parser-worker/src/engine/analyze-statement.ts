import { snapshotOf, type KnownTable } from '@tributary/catalog';
import { analysis as analysisSchema, type Analysis } from '@tributary/contracts';
import { analyze } from '@tributary/sql-lineage';
import { engineOptions } from './statement-text';
import { toAnalysis, type ReadStatement } from './to-analysis';
import { unreadable } from './unreadable';

/** A statement with the columns of its tables, as far as they are known. */
export interface AnalyzeRequest extends ReadStatement {
  readonly known: readonly KnownTable[];
}

/** Reads one statement. Always answers: what cannot be read becomes a result that says so, and the batch goes on. */
export function analyzeStatement({ known, ...statement }: AnalyzeRequest): Analysis {
  const schema = snapshotOf(known);
  try {
    const lineage = analyze(statement.sql, { ...engineOptions(statement), schema });
    const analysis = toAnalysis(statement, lineage, schema);
    // A name that is empty or longer than any warehouse allows would make the whole message unsendable.
    const checked = analysisSchema.safeParse(analysis);
    if (checked.success) return analysis;
    const [issue] = checked.error.issues;
    return unreadable(statement, 'not-representable', `${issue!.path.join('.')}: ${issue!.message}`);
  } catch (error) {
    return unreadable(statement, 'engine-failure', error instanceof Error ? error.message : String(error));
  }
}
