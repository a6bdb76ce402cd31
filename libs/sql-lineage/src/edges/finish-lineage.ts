import { tableText } from '../bind/table-ref';
import type { DiagnosticCode } from '../diagnostic';
import type { Span } from '../tree/expression';
import type { Draft } from './draft';
import type { StatementLineage } from './statement-lineage';

/** Turns a draft into a result: what was consulted, what was passed over, and how far to trust it. */
export function finishLineage(d: Draft, opaque: readonly Span[]): StatementLineage {
  const { analysis: a } = d;
  for (const span of opaque)
    a.report('opaque', 'syntax kept only as the columns that it mentions', null, span);
  reportStars(d);
  return {
    kind: d.kind,
    inputs: [...a.inputs.values()].map((node) => node.ref),
    outputs: d.outputs,
    columns: d.columns,
    influences: d.influences,
    definedColumns: d.definedColumns,
    schemaChanges: d.schemaChanges,
    sessionEffect: d.session,
    consulted: a.consulted(),
    diagnostics: a.diagnostics,
    rung: 'native',
    confidence: confidenceOf(a.diagnostics.map((found) => found.code)),
    stepsUsed: a.steps,
  };
}

/** Says which tables' unknown columns stand behind a `*` of the result. */
function reportStars(d: Draft): void {
  for (const column of d.columns) {
    for (const { source } of column.sources) {
      if (source.column !== '*' || source.table.kind !== 'table') continue;
      const name = tableText(source.table);
      d.analysis.report('schema-unknown', `the columns of ${name} are not known`, name, null);
    }
  }
}

const unsure: ReadonlySet<DiagnosticCode> = new Set(['ambiguous-column', 'unresolved-column']);

/** High without findings; low where an edge may be missing; medium where one may be coarser than the truth. */
export function confidenceOf(codes: readonly DiagnosticCode[]): StatementLineage['confidence'] {
  const reasons = [...new Set(codes)];
  if (reasons.length === 0) return { level: 'high', reasons };
  return { level: reasons.some((code) => unsure.has(code)) ? 'low' : 'medium', reasons };
}
