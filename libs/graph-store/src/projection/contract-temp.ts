import { directKinds, type EdgeKind } from '@tributary/contracts';
import { canonicalJson } from '../observe/content-hash';
import { compareText, executionKey, keyOf, lastPart, type StatementRun } from './statement-run';
import type { StatementEdge } from './statement-edges';

interface TempTable {
  readonly name: string;
  /** What flows into, and decides about, each column; `*` holds what decides about all rows. */
  readonly edges: Map<string, StatementEdge[]>;
}

export interface SessionRun {
  readonly run: StatementRun;
  readonly edges: readonly StatementEdge[];
}

/**
 * The hops of one session without its temp tables: each read of one is replaced by what had been written to it by then.
 * `create temp table t as select a from x; insert into y select a from t` → y.a <- x.a, via t. `runs` must be in order.
 */
export function contractSession(runs: readonly SessionRun[]): Map<string, StatementEdge[]> {
  const temps = new Map<string, TempTable>();
  const contracted = new Map<string, StatementEdge[]>();

  for (const { run, edges } of runs) {
    const isTemp = tempNames(run);
    const through = distinct(edges.flatMap((edge) => expand(edge, temps, isTemp)));

    for (const { dataset, effect } of run.analysis.outputs) {
      const key = keyOf(run.analysis.datasets[dataset]!, run);
      if (effect !== 'append') temps.delete(key);
    }
    for (const change of run.analysis.schemaChanges) {
      if (change.kind !== 'rename-table') continue;
      const [from, to] = [change.from, change.to].map((index) => keyOf(run.analysis.datasets[index]!, run));
      const moved = temps.get(from!);
      if (moved === undefined) continue;
      temps.delete(from!);
      temps.set(to!, { ...moved, name: lastPart(run.analysis.datasets[change.to]!.name) });
    }
    for (const edge of through) {
      const name = isTemp.get(edge.to.key);
      if (name === undefined) continue;
      const table = temps.get(edge.to.key) ?? { name, edges: new Map() };
      temps.set(edge.to.key, table);
      const known = table.edges.get(edge.to.column) ?? [];
      table.edges.set(edge.to.column, distinct([...known, edge]));
    }
    contracted.set(
      executionKey(run),
      through.filter((edge) => !isTemp.has(edge.to.key)),
    );
  }
  return contracted;
}

const tempNames = (run: StatementRun): Map<string, string> =>
  new Map(
    run.analysis.datasets
      .filter((dataset) => dataset.temp)
      .map((dataset) => [keyOf(dataset, run), lastPart(dataset.name)]),
  );

function expand(
  edge: StatementEdge,
  temps: ReadonlyMap<string, TempTable>,
  isTemp: ReadonlyMap<string, string>,
): StatementEdge[] {
  if (!isTemp.has(edge.from.key)) return [edge];
  const table = temps.get(edge.from.key);
  if (table === undefined) return [];
  const flows =
    edge.from.column === '*'
      ? [...table.edges].filter(([column]) => column !== '*').flatMap(([, into]) => into)
      : (table.edges.get(edge.from.column) ?? []);
  // A star into a star keeps the columns apart no further than the producer did.
  const stars = edge.from.column === '*' ? [] : (table.edges.get('*') ?? []).filter((into) => into.direct);
  const deciding = (table.edges.get('*') ?? []).filter((into) => !into.direct);
  return [
    ...[...flows, ...stars].map((inner) => compose(inner, edge, table.name)),
    ...deciding.map((inner) => ({
      ...compose(inner, edge, table.name),
      to: { ...edge.to, column: '*' },
      kinds: inner.kinds,
      expression: null,
    })),
  ];
}

function compose(inner: StatementEdge, outer: StatementEdge, through: string): StatementEdge {
  const direct = inner.direct && outer.direct;
  return {
    ...outer,
    from: inner.from,
    direct,
    kinds: direct ? composeKinds(inner.kinds, outer.kinds) : outer.direct ? inner.kinds : outer.kinds,
    masking: inner.masking || outer.masking,
    via: [...inner.via, through, ...outer.via],
  };
}

// What happens to a value on two hops: the stronger of the two words.
const strength = [
  'IDENTITY',
  'UNSPECIFIED',
  'TRANSFORMATION',
  'AGGREGATION',
] satisfies (typeof directKinds)[number][];

function composeKinds(inner: readonly EdgeKind[], outer: readonly EdgeKind[]): EdgeKind[] {
  const of = (kind: EdgeKind): number => strength.indexOf(kind as (typeof strength)[number]);
  const all = inner.flatMap((a) => outer.map((b) => strength[Math.max(of(a), of(b))]!));
  return [...new Set(all)].sort();
}

/** One edge of each kind between two ends, through the shortest chain of temp tables: a loop of updates stays finite. */
function distinct(edges: readonly StatementEdge[]): StatementEdge[] {
  const found = new Map<string, StatementEdge>();
  for (const edge of edges) {
    const id = canonicalJson([edge.from, edge.to, edge.direct, edge.kinds, edge.masking]);
    const known = found.get(id);
    if (known === undefined || shorter(edge.via, known.via)) found.set(id, edge);
  }
  return [...found.values()];
}

const shorter = (a: readonly string[], b: readonly string[]): boolean =>
  a.length !== b.length ? a.length < b.length : compareText(a.join('\n'), b.join('\n')) < 0;
