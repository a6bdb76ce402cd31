import type { Flow } from '../trace/flow';
import type { Name, WindowSpec } from '../tree/expression';
import type { RowColumn } from './rows';
import type { TableNode } from './table-node';

/** A relation as one FROM clause sees it. */
export class Source {
  private index: Map<Name, RowColumn> | null = null;
  private starColumns: readonly RowColumn[] | null = null;
  /** Columns that `select *` leaves away: the right side of a semi join. */
  hidden = false;
  /** Further names under which the relation answers. */
  aliases: ReadonlySet<Name> | null = null;

  constructor(
    /** The alias, or the last part of the table's name. */
    readonly name: Name | null,
    /** The table's name as written, when no alias hides it. */
    readonly path: readonly Name[],
    readonly table: TableNode | null,
    readonly columns: readonly RowColumn[],
    /** The value that the alias itself stands for: `FROM t, t.items AS i`. */
    readonly value: Flow | null = null,
  ) {}

  /** The column of that name among those that are known. */
  known(name: Name): RowColumn | undefined {
    if (this.columns.length <= 6) {
      for (const c of this.columns) if (c.name === name && c.star === null) return c;
      return undefined;
    }
    if (this.index === null) {
      this.index = new Map();
      for (const c of this.columns) if (c.star === null && !this.index.has(c.name)) this.index.set(c.name, c);
    }
    return this.index.get(name);
  }

  /** The stars among the columns. */
  get stars(): readonly RowColumn[] {
    this.starColumns ??= starsOf(this.columns);
    return this.starColumns;
  }

  /** True when the columns known by name are all there are. */
  get closed(): boolean {
    return this.stars.length === 0;
  }

  /** True when the first `count` parts of a name mean this relation. */
  answersTo(parts: readonly Name[], count: number): boolean {
    const last = parts[count - 1]!;
    if (count === 1) return this.name === last || (this.aliases !== null && this.aliases.has(last));
    if (this.path.length === 0) return false;
    const full = this.fullPath();
    if (count > full.length) return false;
    for (let i = 1; i <= count; i += 1) if (parts[count - i] !== full[full.length - i]) return false;
    return true;
  }

  /** The name as written, completed by what the session adds. */
  private fullPath(): readonly Name[] {
    const ref = this.table?.ref;
    if (ref?.kind !== 'table') return this.path;
    const full = [
      ...(ref.database?.split('.') ?? []),
      ...(ref.schema === null ? [] : [ref.schema]),
      ref.name,
    ];
    return full.length >= this.path.length ? full : this.path;
  }
}

const noColumns: readonly RowColumn[] = [];

function starsOf(columns: readonly RowColumn[]): readonly RowColumn[] {
  // An unknown table is one star, a known one has none.
  if (columns.length === 1) return columns[0]!.star === null ? noColumns : columns;
  for (const c of columns) if (c.star !== null) return columns.filter((each) => each.star !== null);
  return noColumns;
}

/** Up to so many relations are searched one by one. */
const FEW = 8;

const noSources: readonly Source[] = [];

function index(byName: Map<Name, Source[]>, source: Source): void {
  for (const name of [source.name, ...(source.aliases ?? [])]) {
    if (name === null) continue;
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [source]);
    else same.push(source);
  }
}

/** The names that expressions of one query see; what is not found here is looked for in the query around it. */
export class Scope {
  private bound: Source[] = [];
  /** The relations by the last part of their names, once there are many. */
  private byName: Map<Name, Source[]> | null = null;
  /** Columns merged by USING and NATURAL, by name. */
  merged: Map<Name, RowColumn> | null = null;
  /** Select items so far, by alias. */
  items: Map<Name, RowColumn> | null = null;
  windows: ReadonlyMap<Name, WindowSpec> | null = null;
  /** Names in front of a column that mean some of the rows and no relation: the variables of a pattern. */
  variables: ReadonlySet<Name> | null = null;

  constructor(readonly parent: Scope | null) {}

  get sources(): readonly Source[] {
    return this.bound;
  }

  add(source: Source): void {
    // Most queries read one relation, and an array of one costs a fifth of one that has grown.
    if (this.bound.length === 0) this.bound = [source];
    else this.bound.push(source);
    if (this.byName !== null) index(this.byName, source);
  }

  /** Takes the relations from `first` on out of the scope. */
  take(first: number): Source[] {
    this.byName = null;
    return this.bound.splice(first);
  }

  /** The relation that the first `count` parts of a name mean; of several the last. */
  find(parts: readonly Name[], count: number): Source | null {
    let among: readonly Source[] = this.bound;
    if (among.length > FEW) {
      if (this.byName === null) {
        this.byName = new Map();
        for (const source of this.bound) index(this.byName, source);
      }
      among = this.byName.get(parts[count - 1]!) ?? noSources;
    }
    for (let i = among.length - 1; i >= 0; i -= 1) if (among[i]!.answersTo(parts, count)) return among[i]!;
    return null;
  }
}
