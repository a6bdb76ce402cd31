import type { TableNode } from '../bind/table-node';

/** How a value travels, as bits. The three direct kinds are ordered: a path is as strong as its strongest step. */
export const enum K {
  identity = 1,
  transformation = 2,
  aggregation = 4,
  /** All of the direct kinds. */
  direct = 7,
  conditional = 8,
  window = 16,
  join = 32,
  filter = 64,
  groupBy = 128,
  sort = 256,
}

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

const words = new Array<readonly string[] | undefined>(512).fill(undefined);

/** OpenLineage's words for a set of kinds. */
export function kindNames(kinds: number): readonly string[] {
  const known = words[kinds];
  if (known !== undefined) return known;
  const found = names.filter(([bit]) => (kinds & bit) !== 0).map(([, name]) => name);
  words[kinds] = found;
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

const noEntries: FlowEntry[] = [];

/** Everything that flows into a value, in the order it was met. */
export type Flow = readonly FlowEntry[];

export const noFlow: Flow = [];

/** The kinds of an entry when its value is used in the way `via`. */
export function compose(kinds: number, via: number): number {
  if (via === K.identity) return kinds;
  if ((via & K.direct) === 0) return via;
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

/** Up to so many entries are searched one by one. */
const FEW = 8;

/** Collects a value's sources; the same column met twice is one entry with both kinds. */
export class FlowBuilder {
  private entries: FlowEntry[] = noEntries;
  private index: Map<SourceColumn, number> | null = null;
  private shared: Flow | null = null;
  /** What decides about the rows of subqueries inside the expression. */
  influences: Influences | null = null;

  add(column: SourceColumn, kinds: number, masking: boolean): void {
    this.own();
    const at = this.find(column);
    if (at < 0) {
      this.index?.set(column, this.entries.length);
      // Most values have one source, and an array of one costs a fifth of one that has grown.
      if (this.entries.length === 0) this.entries = [{ column, kinds, masking }];
      else this.entries.push({ column, kinds, masking });
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
      if (entries.length >= FEW) this.index = new Map(entries.map((e, i) => [e.column, i]));
      return -1;
    }
    return this.index.get(column) ?? -1;
  }
}

/** A column that decides, in which ways, and where it does so first. */
export interface InfluenceEntry {
  readonly column: SourceColumn;
  readonly kinds: number;
  readonly start: number;
  readonly end: number;
}

const noInfluenceEntries: InfluenceEntry[] = [];

/** What decides about rows rather than flowing into them: source columns with the clauses they stand in. */
export class Influences {
  private found: InfluenceEntry[] = noInfluenceEntries;
  private index: Map<SourceColumn, number> | null = null;

  get size(): number {
    return this.found.length;
  }

  get entries(): readonly InfluenceEntry[] {
    return this.found;
  }

  add(column: SourceColumn, kinds: number, start: number, end: number): void {
    const { found } = this;
    const at = this.find(column);
    if (at < 0) {
      this.index?.set(column, found.length);
      if (found.length === 0) this.found = [{ column, kinds, start, end }];
      else found.push({ column, kinds, start, end });
      return;
    }
    const before = found[at]!;
    if ((before.kinds | kinds) !== before.kinds) found[at] = { ...before, kinds: before.kinds | kinds };
  }

  addAll(others: Influences): void {
    for (const e of others.found) this.add(e.column, e.kinds, e.start, e.end);
  }

  private find(column: SourceColumn): number {
    const { found } = this;
    if (this.index === null) {
      for (let i = 0; i < found.length; i += 1) if (found[i]!.column === column) return i;
      if (found.length >= FEW) this.index = new Map(found.map((e, i) => [e.column, i]));
      return -1;
    }
    return this.index.get(column) ?? -1;
  }
}

export const noInfluences = new Influences();

/** What any of them carries. */
export function union(flows: readonly Flow[]): Flow {
  if (flows.length === 1) return flows[0]!;
  const builder = new FlowBuilder();
  for (const flow of flows) builder.addFlow(flow, K.identity, false);
  return builder.build();
}
