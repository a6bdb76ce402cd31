import type { DatasetName, DatasetRef } from '@tributary/contracts';
import { inputsOf } from './analysis-inputs';
import { isPath } from './paths';
import { compareText, type StoredAnalysis } from './statement-run';

/** A set of permanent tables that the warehouse says some runs of a statement touched: names within `namespace`. */
export interface SeenTables {
  readonly namespace: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/**
 * - `agreed`: the warehouse read just the tables that the text shows, and wrote no other;
 * - `missed`: it read all that the text shows, and more (a policy of row-level security or masking, syntax that was not understood);
 * - `undecided`: anything else. Views are seen as the tables behind them, a materialized view may stand in for tables, names may have moved
 *   since, and external tables and those of other databases are not seen at all.
 */
export type ComparisonOutcome = 'agreed' | 'undecided' | 'missed';

export interface TableComparison {
  readonly outcome: ComparisonOutcome;
  /** Tables that were read and not shown, in order of their names. */
  readonly missed: readonly DatasetName[];
}

/** Statements that move rows, or read them; what a definition or a refresh touches says nothing about its text. */
const COMPARED = new Set([
  'select',
  'insert',
  'insert-overwrite',
  'create-table-as',
  'select-into',
  'update',
  'delete',
  'merge',
  'copy',
  'unload',
]);

/** What a reading of a statement says of its tables, beside what the warehouse said of them; null when there is nothing to compare. */
export function compareTables(analysis: StoredAnalysis, seen: readonly SeenTables[]): TableComparison | null {
  if (seen.length === 0 || !COMPARED.has(analysis.statementKind.toLowerCase())) return null;
  const compared = seen.map((set) => compareWith(analysis, set));
  const missed = new Map(
    compared.flatMap((each) => each.missed.map((table) => [`${table.namespace}\n${table.name}`, table])),
  );
  if (missed.size > 0) {
    const sorted = [...missed].sort(([a], [b]) => compareText(a, b));
    return { outcome: 'missed', missed: sorted.map(([, table]) => table) };
  }
  const agreed = compared.some(({ outcome }) => outcome === 'agreed');
  return { outcome: agreed ? 'agreed' : 'undecided', missed: [] };
}

function compareWith(analysis: StoredAnalysis, { namespace, reads, writes }: SeenTables): TableComparison {
  const named = (indexes: Iterable<number>): Set<string> =>
    new Set([...indexes].flatMap((index) => nameWithin(namespace, analysis.datasets[index]!)));
  const outputs = named(analysis.outputs.map(({ dataset }) => dataset));
  const shown = without(named(inputsOf(analysis)), outputs);
  // UPDATE, DELETE and MERGE scan what they change; `writes` is what it is called now, should it have been renamed since.
  const read = without(new Set(reads), outputs, new Set(writes));
  const more = [...without(read, shown)];

  if (without(shown, read).size > 0) return { outcome: 'undecided', missed: [] };
  if (more.length > 0) return { outcome: 'missed', missed: more.map((name) => ({ namespace, name })) };
  const elsewhere = without(new Set(writes), outputs).size > 0;
  return { outcome: elsewhere ? 'undecided' : 'agreed', missed: [] };
}

/** A permanent table as its warehouse names it; one of another catalog by a name that no table has. Files are not seen as tables. */
function nameWithin(namespace: string, dataset: DatasetRef): string[] {
  if (dataset.temp || isPath(dataset)) return [];
  return [dataset.namespace === namespace ? dataset.name : `${dataset.namespace}\n${dataset.name}`];
}

const without = (names: ReadonlySet<string>, ...others: readonly ReadonlySet<string>[]): Set<string> =>
  new Set([...names].filter((name) => !others.some((other) => other.has(name))));
