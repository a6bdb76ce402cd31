import { tableText, type TableRef } from '../bind/table-ref';
import type { Diagnostic } from '../diagnostic';
import type { Rung, StatementLineage } from '../edges/statement-lineage';

interface InputColumn {
  readonly table: string;
  readonly column: string;
  readonly kinds: readonly string[];
}

/** One answer of `analyze --jsonl`; of several statements everything is one set. */
export interface JsonlAnswer {
  readonly id: unknown;
  readonly kind: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly columns: readonly {
    readonly output: { readonly table: string | null; readonly column: string };
    readonly inputs: readonly InputColumn[];
  }[];
  readonly indirect: readonly InputColumn[];
  readonly rung: Rung;
  readonly confidence: StatementLineage['confidence'];
  readonly diagnostics: readonly Diagnostic[];
  readonly error: string | null;
}

/** Puts the results of one request into one answer. */
export function answerOf(id: unknown, results: readonly StatementLineage[]): JsonlAnswer {
  const columns = new Map<string, { table: string | null; column: string; inputs: Columns }>();
  const indirect = new Columns();
  for (const { columns: outputs, influences } of results) {
    for (const { output, sources } of outputs) {
      const table = output.table === null ? null : tableText(output.table);
      const key = `${table ?? ''}\u0000${output.column}`;
      let column = columns.get(key);
      if (column === undefined) {
        column = { table, column: output.column, inputs: new Columns() };
        columns.set(key, column);
      }
      for (const { source, kinds } of sources) column.inputs.add(source, kinds);
    }
    for (const { input, kinds } of influences) indirect.add(input, kinds);
  }
  const worst = results.reduce<StatementLineage | null>(
    (w, r) => (w === null || trust[r.confidence.level] < trust[w.confidence.level] ? r : w),
    null,
  );
  const diagnostics = results.flatMap((r) => r.diagnostics);
  return {
    id,
    kind: results.length === 1 ? results[0]!.kind : results.length === 0 ? 'empty' : 'script',
    inputs: names(results.flatMap((r) => r.inputs)),
    outputs: names(results.flatMap((r) => r.outputs.map((o) => o.table))),
    columns: [...columns.values()].map(({ table, column, inputs }) => ({
      output: { table, column },
      inputs: inputs.list(),
    })),
    indirect: indirect.list(),
    rung: worstRung(results),
    confidence: worst?.confidence ?? { level: 'high', reasons: [] },
    diagnostics,
    error: unread(results)?.message ?? null,
  };
}

const trust = { low: 0, medium: 1, high: 2 };

/** Why a statement was left unread. */
const unread = (results: readonly StatementLineage[]): Diagnostic | undefined =>
  results.flatMap((r) => (r.rung === 'tables-only' ? r.diagnostics : [])).find((d) => fatal.has(d.code));

const fatal: ReadonlySet<string> = new Set(['syntax', 'too-deep', 'too-large', 'budget-exhausted']);

const rungs: readonly Rung[] = ['tables-only', 'node-sql-parser', 'native'];

const worstRung = (results: readonly StatementLineage[]): Rung =>
  rungs.find((rung) => results.some((r) => r.rung === rung)) ?? 'native';

const names = (tables: readonly TableRef[]): readonly string[] => [...new Set(tables.map(tableText))];

/** Columns, each once with all of its kinds. */
class Columns {
  private readonly found = new Map<string, { table: string; column: string; kinds: Set<string> }>();

  add({ table, column }: { table: TableRef; column: string }, kinds: readonly string[]): void {
    const name = tableText(table);
    const key = `${name}\u0000${column}`;
    let entry = this.found.get(key);
    if (entry === undefined) {
      entry = { table: name, column, kinds: new Set() };
      this.found.set(key, entry);
    }
    for (const kind of kinds) entry.kinds.add(kind);
  }

  list(): readonly InputColumn[] {
    return [...this.found.values()].map(({ table, column, kinds }) => ({ table, column, kinds: [...kinds] }));
  }
}
