import type { DatasetName } from '@tributary/contracts';
import { nameKey } from '../../name-key';
import type { ProposedChange, ProposedEdge, ProposedStatement } from './proposed-statement';

/** What a name would hold once the statements have run. */
export interface After {
  readonly name: DatasetName;
  /** No table has the name any more. */
  readonly gone: boolean;
  /** Whose columns and edges of now it holds, beside what the statements bring: its own, those of a table renamed to it, or nobody's. */
  readonly origin: DatasetName | null;
  /** The columns, where the statements say; null: those of `origin`. */
  readonly columns: readonly string[] | null;
  /** Columns of `origin` that have another name, or none (null). */
  readonly moved: ReadonlyMap<string, string | null>;
  readonly added: readonly string[];
  /** The edges of now hold no longer. */
  readonly emptied: boolean;
  readonly edges: readonly ProposedEdge[];
}

/** Follows the statements in order and gives what each name that they write would hold. Pure. */
export function foldStatements(statements: readonly ProposedStatement[]): After[] {
  const state = new Map<string, After>();
  const of = (name: DatasetName): After => state.get(nameKey(name)) ?? untouched(name);
  const set = (after: After): void => void state.set(nameKey(after.name), after);

  for (const { writes, edges, defines, changes } of statements) {
    for (const { dataset, effect } of writes) {
      const before = of(dataset);
      // TRUNCATE and DELETE end no edge: the next run fills the table as ever.
      if (effect === 'drop') set({ ...fresh(dataset), gone: true });
      else if (effect === 'replace' || effect === 'define')
        set({ ...before, gone: false, emptied: true, edges: [] });
      else if (effect === 'create') set(before.gone ? fresh(dataset) : before);
      else set(before);
    }
    for (const { dataset, columns } of defines) {
      const before = of(dataset);
      if (columns !== null) set({ ...before, gone: false, columns, moved: new Map(), added: [] });
    }
    for (const edge of edges) {
      const before = of(edge.to.dataset);
      set({ ...before, edges: [...before.edges, edge] });
    }
    for (const change of changes) apply(change, of, set);
  }
  return [...state.values()];
}

const untouched = (name: DatasetName): After => ({ ...fresh(name), origin: name, emptied: false });

const fresh = (name: DatasetName): After => ({
  name,
  gone: false,
  origin: null,
  columns: null,
  moved: new Map(),
  added: [],
  emptied: true,
  edges: [],
});

function apply(change: ProposedChange, of: (name: DatasetName) => After, set: (after: After) => void): void {
  if (change.kind === 'rename-table') {
    const from = of(change.from);
    set({
      ...from,
      name: change.to,
      edges: from.edges.map((edge) => ({ ...edge, to: { ...edge.to, dataset: change.to } })),
    });
    return set({ ...fresh(change.from), gone: true });
  }
  const before = of(change.dataset);
  if (change.kind === 'add-column') {
    return set(
      before.columns === null
        ? { ...before, added: [...before.added, change.column] }
        : { ...before, columns: [...before.columns, change.column] },
    );
  }
  const [from, to] = change.kind === 'drop-column' ? [change.column, null] : [change.from, change.to];
  set({
    ...before,
    columns:
      before.columns?.flatMap((column) => (column !== from ? [column] : to === null ? [] : [to])) ?? null,
    moved: new Map(before.moved).set(from, to),
    edges: before.edges.flatMap((edge) => {
      if (edge.to.column !== from) return [edge];
      return to === null ? [] : [{ ...edge, to: { ...edge.to, column: to } }];
    }),
  });
}
