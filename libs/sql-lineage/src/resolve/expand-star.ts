import type { Analysis } from '../analysis';
import type { RowColumn } from '../bind/rows';
import type { Scope, Source } from '../bind/scope';
import type { Name, StarExpression } from '../tree/expression';
import { starOf } from '../bind/table-node';
import type { Flow, Influences } from '../trace/flow';
import { resolveColumn } from './resolve-column';

/** The columns that `*` or `t.*` stands for, in declared order; columns merged by USING come first, once. */
export function starColumns(a: Analysis, scope: Scope, star: StarExpression): readonly RowColumn[] {
  const columns = star.qualifier.length === 0 ? all(scope) : qualified(a, scope, star);
  a.step(columns.length);
  const renamed = star.except.length === 0 && star.rename.length === 0 ? columns : adjust(columns, star);
  return renamed;
}

function all(scope: Scope): readonly RowColumn[] {
  const visible = scope.sources.filter((s) => !s.hidden);
  const { merged } = scope;
  if (merged === null) {
    const [only] = visible;
    return visible.length === 1 && only !== undefined ? only.columns : visible.flatMap((s) => s.columns);
  }
  const taken = new Set(merged.keys());
  return [
    ...merged.values(),
    ...visible.flatMap((s) =>
      s.columns.flatMap((c) => (c.star === null ? (taken.has(c.name) ? [] : [c]) : without(c, taken))),
    ),
  ];
}

function qualified(a: Analysis, scope: Scope, star: StarExpression): readonly RowColumn[] {
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    const source: Source | null = s.find(star.qualifier, star.qualifier.length);
    if (source !== null) return source.columns;
  }
  // `payload.*`: the fields of a column, which are not known by name.
  const { flow, influences } = resolveColumn(
    a,
    scope,
    { ...star, kind: 'column', parts: star.qualifier },
    'never',
  );
  return flow.length === 0 ? [] : [opaqueStar(flow, influences)];
}

/** Columns that are not known by name and all come from the same values. */
export function opaqueStar(flow: Flow, influences: Influences | null): RowColumn {
  return {
    name: '*',
    flow,
    influences,
    star: { flowOf: () => flow, table: null, except: new Set() },
    span: null,
  };
}

function adjust(columns: readonly RowColumn[], star: StarExpression): RowColumn[] {
  const except = new Set(star.except);
  const names = new Map(star.rename.map((r) => [r.from, r.to]));
  return columns.flatMap((c) => {
    if (c.star !== null) return without(c, new Set([...except, ...names.keys()]));
    if (except.has(c.name)) return [];
    const to = names.get(c.name);
    return [to === undefined ? c : { ...c, name: to }];
  });
}

/** A star that surely does not hold some names. */
export function without(column: RowColumn, names: ReadonlySet<Name>): RowColumn[] {
  const { star } = column;
  if (star === null) return names.has(column.name) ? [] : [column];
  const except = new Set([...star.except, ...names]);
  if (star.table !== null) return [starOf(star.table, except)];
  return [
    { ...column, star: { ...star, except, flowOf: (name) => (except.has(name) ? null : star.flowOf(name)) } },
  ];
}
