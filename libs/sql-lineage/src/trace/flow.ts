import type { TableNode } from '../bind/table-node';

/** How a value travels, as bits. The three direct kinds are ordered: a path is as strong as its strongest step. */
export const K = {
  identity: 1,
  transformation: 2,
  aggregation: 4,
  conditional: 8,
  window: 16,
  join: 32,
  filter: 64,
  groupBy: 128,
  sort: 256,
} as const;

const DIRECT = K.identity | K.transformation | K.aggregation;

const names: readonly (readonly [number, string])[] = [
  [K.identity, 'IDENTITY'],
  [K.transformation, 'TRANSFORMATION'],
  [K.aggregation, 'AGGREGATION'],
  [K.join, 'JOIN'],
  [K.filter, 'FILTER'],
  [K.groupBy, 'GROUP_BY'],
  [K.sort, 'SORT'],
  [K.window, 'WINDOW'],
  [K.conditional, 'CONDITIONAL'],
];

/** OpenLineage's words for a set of kinds. */
export function kindNames(kinds: number): string[] {
  const found: string[] = [];
  for (const [bit, name] of names) if ((kinds & bit) !== 0) found.push(name);
  return found;
}

/** A column of a dataset; one object per column and analysis. */
export interface SourceColumn {
  readonly table: TableNode;
  /** `*`: some column of a table whose columns are not known. */
  readonly name: string;
}

/** What one source column contributes. */
export interface FlowEntry {
  readonly column: SourceColumn;
  readonly kinds: number;
  readonly masking: boolean;
}

/** Everything that flows into a value, in the order it was met. */
export type Flow = readonly FlowEntry[];

export const noFlow: Flow = [];

/** The kinds of an entry when its value is used in the way `via`. */
export function compose(kinds: number, via: number): number {
  if (via === K.identity) return kinds;
  if ((via & DIRECT) === 0) return via;
  const weaker = kinds & (via - 1);
  return weaker === 0 ? kinds : (kinds & ~(via - 1)) | via;
}

/** The same for kinds by name: a path is as strong as its strongest step, and steering stays steering. */
export function composeKinds(inner: readonly string[], via: readonly string[]): readonly string[] {
  let kinds = 0;
  for (const outer of via) kinds |= compose(bitsOf(inner), bitsOf([outer]));
  return kindNames(kinds);
}

const bitsOf = (kinds: readonly string[]): number =>
  names.reduce((bits, [bit, name]) => (kinds.includes(name) ? bits | bit : bits), 0);

/** Collects a value's sources; the same column met twice is one entry with both kinds. */
export class FlowBuilder {
  private entries: FlowEntry[] = [];
  private index: Map<SourceColumn, number> | null = null;
  private shared: Flow | null = null;
  /** What decides about the rows of subqueries inside the expression. */
  influences: Influences | null = null;

  add(column: SourceColumn, kinds: number, masking: boolean): void {
    this.own();
    const at = this.find(column);
    if (at < 0) {
      this.index?.set(column, this.entries.length);
      this.entries.push({ column, kinds, masking });
      return;
    }
    const before = this.entries[at]!;
    if ((before.kinds | kinds) !== before.kinds || (before.masking && !masking))
      this.entries[at] = { column, kinds: before.kinds | kinds, masking: before.masking && masking };
  }

  /** Adds a value that is used in the way `via`. */
  addFlow(flow: Flow, via: number, masking: boolean): void {
    if (flow.length === 0) return;
    if (via === K.identity && !masking && this.entries.length === 0 && this.shared === null) {
      this.shared = flow;
      return;
    }
    for (const entry of flow) this.add(entry.column, compose(entry.kinds, via), entry.masking || masking);
  }

  addInfluences(influences: Influences): void {
    if (influences.size === 0) return;
    this.influences ??= new Influences();
    this.influences.addAll(influences);
  }

  build(): Flow {
    return this.shared ?? this.entries;
  }

  private own(): void {
    if (this.shared === null) return;
    this.entries = [...this.shared];
    this.shared = null;
  }

  private find(column: SourceColumn): number {
    const { entries } = this;
    if (this.index === null) {
      for (let i = 0; i < entries.length; i += 1) if (entries[i]!.column === column) return i;
      if (entries.length >= 8) this.index = new Map(entries.map((e, i) => [e.column, i]));
      return -1;
    }
    return this.index.get(column) ?? -1;
  }
}

interface InfluenceEntry {
  kinds: number;
  readonly start: number;
  readonly end: number;
}

/** What decides about rows rather than flowing into them: source columns with the clauses they stand in. */
export class Influences {
  private readonly entries = new Map<SourceColumn, InfluenceEntry>();

  get size(): number {
    return this.entries.size;
  }

  add(column: SourceColumn, kinds: number, start: number, end: number): void {
    const before = this.entries.get(column);
    if (before === undefined) this.entries.set(column, { kinds, start, end });
    else before.kinds |= kinds;
  }

  addAll(others: Influences): void {
    for (const [column, e] of others.entries) this.add(column, e.kinds, e.start, e.end);
  }

  [Symbol.iterator](): IterableIterator<[SourceColumn, Readonly<InfluenceEntry>]> {
    return this.entries.entries();
  }
}

export const noInfluences = new Influences();
