import type { Analysis } from '../analysis';
import type { RowColumn, Rows } from '../bind/rows';
import type { SetQuery } from '../tree/query';
import { FlowBuilder, Influences, K } from './flow';

/** The columns of a set operation: by position under the first branch's names, or by name. */
export function mergeBranches(a: Analysis, branches: readonly Rows[], query: SetQuery): readonly RowColumn[] {
  const first = branches[0]!;
  if (query.byName) return mergeByName(branches);
  if (branches.some((b) => b.columns.some((c) => c.star !== null))) return mergeStars(branches);
  const columns: RowColumn[] = [];
  for (let i = 0; i < first.columns.length; i += 1) {
    a.step(branches.length);
    const parts: RowColumn[] = [];
    for (const b of branches) {
      const c = b.columns[i];
      if (c !== undefined) parts.push(c);
    }
    columns.push(merge(first.columns[i]!, parts));
  }
  const widths = new Set(branches.map((b) => b.columns.length));
  if (widths.size > 1)
    a.report('column-count-mismatch', `the branches have ${[...widths].join(' and ')} columns`, null, query);
  return columns;
}

function merge(first: RowColumn, parts: readonly RowColumn[]): RowColumn {
  const builder = new FlowBuilder();
  let influences: Influences | null = null;
  for (const c of parts) {
    builder.addFlow(c.flow, K.identity, false);
    if (c.influences !== null) {
      influences ??= new Influences();
      influences.addAll(c.influences);
    }
  }
  return { ...first, flow: builder.build(), influences };
}

/** UNION BY NAME and CORRESPONDING. */
function mergeByName(branches: readonly Rows[]): readonly RowColumn[] {
  const byName = new Map<string, RowColumn[]>();
  for (const b of branches) {
    for (const c of b.columns) {
      const same = byName.get(c.name);
      if (same === undefined) byName.set(c.name, [c]);
      else same.push(c);
    }
  }
  return [...byName.values()].map((parts) => (parts.length === 1 ? parts[0]! : merge(parts[0]!, parts)));
}

/**
 * With a star that is not expanded, positions are certain only before it. Behind it each branch keeps its columns:
 * a name that the others have, too, is most likely the same column, and every star stays a star.
 */
function mergeStars(branches: readonly Rows[]): readonly RowColumn[] {
  const first = branches[0]!;
  const certain = Math.min(
    ...branches.map((b) => {
      const star = b.columns.findIndex((c) => c.star !== null);
      return star < 0 ? b.columns.length : star;
    }),
  );
  const columns = first.columns.slice(0, certain).map((c, i) =>
    merge(
      c,
      branches.map((b) => b.columns[i]!),
    ),
  );
  const rest = new Map<string, RowColumn[]>();
  const stars: RowColumn[] = [];
  for (const b of branches) {
    for (const c of b.columns.slice(certain)) {
      if (c.star !== null) stars.push(c);
      else rest.set(c.name, [...(rest.get(c.name) ?? []), c]);
    }
  }
  const ordered = [...rest.values()].map((parts) => withStars(merge(parts[0]!, parts), stars));
  return [...columns, ...ordered, ...mergedStar(stars)];
}

/** A named column of one branch meets the column of that name in the stars of the others. */
function withStars(column: RowColumn, stars: readonly RowColumn[]): RowColumn {
  const builder = new FlowBuilder();
  builder.addFlow(column.flow, K.identity, false);
  for (const s of stars) {
    const flow = s.star!.flowOf(column.name);
    if (flow !== null) builder.addFlow(flow, K.identity, false);
  }
  return { ...column, flow: builder.build() };
}

/** One star that answers for all branches: a name read through it is read in each of them. */
function mergedStar(stars: readonly RowColumn[]): RowColumn[] {
  const [only] = stars;
  if (only === undefined) return [];
  if (stars.length === 1) return [only];
  const builder = new FlowBuilder();
  for (const s of stars) builder.addFlow(s.flow, K.identity, false);
  return [
    {
      ...only,
      flow: builder.build(),
      star: {
        table: only.star!.table,
        except: new Set(),
        flowOf: (name) => {
          const named = new FlowBuilder();
          for (const s of stars) {
            const flow = s.star!.flowOf(name);
            if (flow !== null) named.addFlow(flow, K.identity, false);
          }
          const flow = named.build();
          return flow.length === 0 ? null : flow;
        },
      },
    },
  ];
}
