import { tableText } from '../bind/table-ref';
import type { DiagnosticCode } from '../diagnostic';
import type { Parsed } from '../parse/parse-sql';
import type { Draft } from './draft';
import type { StatementLineage } from './statement-lineage';

/** Turns a draft into a result: what was consulted, what was passed over, and how far to trust it. */
export function finishLineage(d: Draft, read: Extract<Parsed, { ok: true }>): StatementLineage {
  const { analysis: a } = d;
  const { opaque, gaveUp } = read;
  // Another reader's tree is worth less than our own: the reason why it was asked stays with the result.
  if (gaveUp !== null) a.report(gaveUp.code, gaveUp.message, null, { start: gaveUp.at, end: gaveUp.at });
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
    rung: gaveUp === null ? 'native' : 'node-sql-parser',
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
