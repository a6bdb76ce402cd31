import type { DatasetName, MessageDiagnostic } from '@tributary/contracts';
import type { TableComparison } from './compare-tables';
import type { StoredAnalysis } from './statement-run';

/** The code of a table that the warehouse read and the text of the statement does not show. */
export const TABLE_MISSED = 'table-missed';

const RAISED = { low: 'medium', medium: 'high', high: 'high' } as const;

/** An analysis with what the warehouse had to say: what it missed is among its datasets, and what was confirmed is believed one level more. */
export function withSeenTables(analysis: StoredAnalysis, comparison: TableComparison | null): StoredAnalysis {
  if (comparison?.outcome === 'agreed') {
    const { level, reasons } = analysis.confidence;
    return {
      ...analysis,
      confidence: { level: RAISED[level], reasons: [...reasons, 'confirmed by the warehouse'] },
    };
  }
  if (comparison?.outcome !== 'missed') return analysis;

  const datasets = [...analysis.datasets];
  const missed = comparison.missed.map((table) => {
    const known = datasets.findIndex(
      ({ namespace, name, temp }) => !temp && namespace === table.namespace && name === table.name,
    );
    return known >= 0 ? known : datasets.push({ ...table, temp: false }) - 1;
  });
  const diagnostics = [...analysis.diagnostics, ...comparison.missed.map(missedDiagnostic)];
  return { ...analysis, datasets, missed, diagnostics };
}

const missedDiagnostic = ({ name }: DatasetName): MessageDiagnostic => ({
  code: TABLE_MISSED,
  message: `the warehouse read ${name}, which the statement does not show: for a policy of row-level security or masking, or by syntax that was not understood`,
  subject: name,
  candidates: [],
  span: null,
});
