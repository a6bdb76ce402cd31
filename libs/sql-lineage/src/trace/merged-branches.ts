import type { Analysis } from '../analysis';
import type { RowColumn, Rows } from '../bind/rows';
import type { SetQuery } from '../tree/query';
import { FlowBuilder, Influences, K } from './flow';

/**
 * The columns of a set operation: by position under the first branch's names, or by name. Branches come one by one, and one
 * that is merged by position is let go at once: a UNION of thousands keeps as many columns as one of them has.
 */
export class MergedBranches {
  /** Branches that have a star or are merged by name, in their order; `null` stands for all of the others. */
  private readonly kept: (Rows | null)[] = [];
  private positions: readonly Position[] | null = null;
  private readonly widths = new Set<number>();

  constructor(
    private readonly analysis: Analysis,
    private readonly query: SetQuery,
  ) {}

  add(rows: Rows): void {
    const { columns } = rows;
    this.analysis.step(columns.length);
    if (this.query.byName || hasStar(columns)) {
      this.kept.push(rows);
      return;
    }
    this.widths.add(columns.length);
    if (this.positions === null) {
      this.kept.push(null);
      this.positions = columns.map((column) => new Position(column));
      return;
    }
    const { positions } = this;
    for (let i = 0; i < positions.length && i < columns.length; i += 1) positions[i]!.add(columns[i]!);
  }

  columns(): readonly RowColumn[] {
    const { widths, kept } = this;
    if (widths.size > 1)
      this.analysis.report(
        'column-count-mismatch',
        `the branches have ${[...widths].join(' and ')} columns`,
        null,
        this.query,
      );
    if (this.query.byName) return mergeByName(kept.map((rows) => rows!.columns));
    const closed = this.positions?.map((position) => position.column()) ?? [];
    return kept.length === 1 && this.positions !== null
      ? closed
      : mergeStars(kept.map((rows) => rows?.columns ?? closed));
  }
}

const hasStar = (columns: readonly RowColumn[]): boolean => {
  for (const c of columns) if (c.star !== null) return true;
  return false;
};

/** What the branches have at one position, or under one name. */
class Position {
  private readonly flow = new FlowBuilder();
  private influences: Influences | null = null;

  constructor(private readonly first: RowColumn) {
    this.add(first);
  }

  add(column: RowColumn): void {
    this.flow.addFlow(column.flow, K.identity, false);
    if (column.influences === null) return;
    this.influences ??= new Influences();
    this.influences.addAll(column.influences);
  }

  column(): RowColumn {
    return { ...this.first, flow: this.flow.build(), influences: this.influences };
  }
}

function merge(first: RowColumn, parts: readonly RowColumn[]): RowColumn {
  const position = new Position(first);
  for (const c of parts) position.add(c);
  return position.column();
}

function append(byName: Map<string, RowColumn[]>, column: RowColumn): void {
  const same = byName.get(column.name);
  if (same === undefined) byName.set(column.name, [column]);
  else same.push(column);
}

/** UNION BY NAME and CORRESPONDING. */
function mergeByName(branches: readonly (readonly RowColumn[])[]): readonly RowColumn[] {
  const byName = new Map<string, RowColumn[]>();
  for (const columns of branches) {
    for (const c of columns) append(byName, c);
  }
  return [...byName.values()].map((parts) => (parts.length === 1 ? parts[0]! : merge(parts[0]!, parts)));
}

/**
 * With a star that is not expanded, positions are certain only before it. Behind it each branch keeps its columns:
 * a name that the others have, too, is most likely the same column, and every star stays a star.
 */
function mergeStars(branches: readonly (readonly RowColumn[])[]): readonly RowColumn[] {
  const first = branches[0]!;
  const certain = Math.min(
    ...branches.map((columns) => {
      const star = columns.findIndex((c) => c.star !== null);
      return star < 0 ? columns.length : star;
    }),
  );
  const columns = first.slice(0, certain).map((c, i) =>
    merge(
      c,
      branches.map((b) => b[i]!),
    ),
  );
  const rest = new Map<string, RowColumn[]>();
  const stars: RowColumn[] = [];
  for (const b of branches) {
    for (const c of b.slice(certain)) {
      if (c.star !== null) stars.push(c);
      else append(rest, c);
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
