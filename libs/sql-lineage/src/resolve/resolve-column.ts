import type { Analysis } from '../analysis';
import type { RowColumn, Star } from '../bind/rows';
import type { Scope, Source } from '../bind/scope';
import { K, noFlow, type Flow, type Influences } from '../trace/flow';
import type { ColumnExpression, Name } from '../tree/expression';

/** Where a name leads: its flow, and whether a part of the column (a field) was asked for. */
export interface Resolved {
  readonly flow: Flow;
  readonly influences: Influences | null;
  /** The name went on into the column's value: `t.payload.id`. */
  readonly field: boolean;
}

/** Whether aliases of the select list come before columns (ORDER BY), after them (GROUP BY, lateral), or not at all. */
export type AliasRule = 'first' | 'last' | 'never';

/** Finds what `a`, `t.a` or `s.t.a.field` means, innermost query first; what cannot be placed is reported. */
export function resolveColumn(
  a: Analysis,
  scope: Scope,
  column: ColumnExpression,
  aliases: AliasRule,
): Resolved {
  const { parts } = column;
  if (parts.length === 1) return resolveName(a, scope, column, parts[0]!, aliases, false);
  if (scope.variables?.has(parts[0]!) === true)
    return resolveColumn(a, scope, { ...column, parts: parts.slice(1) }, aliases);
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    const found = qualified(a, s, column);
    if (found !== null) return found;
  }
  const record = a.records.get(parts[0]!)?.columns.find((c) => c.name === parts[1]);
  if (record !== undefined)
    return { flow: record.flow, influences: record.influences, field: parts.length > 2 };
  // No relation of that name: the first part is a column and the rest are its fields.
  return resolveName(a, scope, column, parts[0]!, aliases, true);
}

/** Reads the leading parts as a relation, longest first. */
function qualified(a: Analysis, scope: Scope, column: ColumnExpression): Resolved | null {
  const { parts } = column;
  for (let take = Math.min(parts.length - 1, 4); take >= 1; take -= 1) {
    const source = scope.find(parts, take);
    if (source !== null) return ofSource(a, source, column, take);
  }
  return null;
}

/** `t.a.…` where `t` is known: parts from `at` on name a column and its fields. */
function ofSource(a: Analysis, source: Source, column: ColumnExpression, at: number): Resolved {
  const name = column.parts[at]!;
  const field = column.parts.length > at + 1;
  a.touched?.add(source);
  const known = source.known(name);
  if (known !== undefined) return inside(known, column.parts, at + 1);
  const starred = throughStars(a, source.stars, name, column);
  if (starred !== null) return { flow: starred, influences: null, field };
  if (source.value !== null) return { flow: source.value, influences: null, field: true };
  if (isPseudoColumn(name) && source.table !== null)
    return { flow: source.table.flowOf(name), influences: null, field };
  reportUnresolved(a, column, `${source.name ?? 'the relation'} has no column ${name}`);
  return unresolved;
}

/** A column, or the part of it that the names from `at` on ask for. */
function inside(column: RowColumn, parts: readonly Name[], at: number): Resolved {
  const field = parts.length > at;
  const { flow, influences } = (field && column.fields?.get(parts[at]!)) || column;
  return { flow, influences, field };
}

function reportUnresolved(a: Analysis, column: ColumnExpression, message: string): void {
  a.report('unresolved-column', message, column.parts.join('.'), column);
}

const unresolved: Resolved = { flow: noFlow, influences: null, field: false };

/** A column that is not known by name, read through the one star that can hold it. */
function throughStars(
  a: Analysis,
  stars: readonly RowColumn[],
  name: Name,
  column: ColumnExpression,
): Flow | null {
  let only: Star | null = null;
  let count = 0;
  for (const { star } of stars) {
    if (!mayHold(star!, name)) continue;
    count += 1;
    only = star;
  }
  if (count > 1) {
    if (!a.isReported('ambiguous-column', name)) {
      const candidates: string[] = [];
      addCandidates(stars, name, false, candidates);
      reportAmbiguous(a, name, column, candidates);
    }
    return noFlow;
  }
  return only === null ? null : only.flowOf(name);
}

const mayHold = (star: Star, name: Name): boolean =>
  star.table === null ? star.flowOf(name) !== null : !star.except.has(name);

/** The stars that may hold the name, as people call them. */
function addCandidates(stars: readonly RowColumn[], name: Name, ofTables: boolean, into: string[]): void {
  for (const { star } of stars) {
    const { table } = star!;
    if ((table !== null || !ofTables) && mayHold(star!, name)) into.push(table === null ? '*' : table.text);
  }
}

function reportAmbiguous(
  a: Analysis,
  name: Name,
  column: ColumnExpression,
  candidates: readonly string[],
): void {
  a.report('ambiguous-column', `${name} can come from ${candidates.join(' or ')}`, name, column, candidates);
}

function resolveName(
  a: Analysis,
  scope: Scope,
  column: ColumnExpression,
  name: Name,
  aliases: AliasRule,
  field: boolean,
): Resolved {
  let firstOpen: Scope | null = null;
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    const rule = s === scope ? aliases : 'never';
    if (rule === 'first') {
      const item = s.items?.get(name);
      if (item !== undefined) return inside(item, column.parts, field ? 1 : column.parts.length);
    }
    const known = knownIn(a, s, name, column);
    if (known !== null) return inside(known, column.parts, field ? 1 : column.parts.length);
    if (rule === 'last') {
      const item = s.items?.get(name);
      // `coalesce(x, 0) as x, x + 1`: the item itself shows that a source has that column, and the source wins.
      if (item !== undefined && !(isOpen(s) && readsColumn(item, name)))
        return inside(item, column.parts, field ? 1 : column.parts.length);
    }
    if (firstOpen === null && isOpen(s)) firstOpen = s;
  }
  if (firstOpen !== null) {
    const flow = openIn(a, firstOpen, name, column);
    if (flow !== null) return { flow, influences: null, field };
  }
  const whole = wholeRow(a, scope, name);
  if (whole !== null) return { flow: whole, influences: null, field: true };
  if (isPseudoColumn(name)) {
    const tables = scope.sources.filter((s) => s.table !== null);
    if (tables.length === 1) return { flow: tables[0]!.table!.flowOf(name), influences: null, field };
  }
  reportUnresolved(a, column, `no relation in sight has a column ${name}`);
  return unresolved;
}

function isOpen(scope: Scope): boolean {
  for (const source of scope.sources) if (!source.closed) return true;
  return false;
}

function readsColumn(item: RowColumn, name: Name): boolean {
  for (const entry of item.flow) if (entry.column.name === name) return true;
  return false;
}

/** The one relation whose known columns include the name; two such are an error that the database would report, too. */
function knownIn(a: Analysis, scope: Scope, name: Name, column: ColumnExpression): RowColumn | null {
  const { sources } = scope;
  const merged = scope.merged?.get(name);
  if (merged !== undefined) {
    if (a.touched !== null) for (const s of sources) if (s.known(name)) a.touched.add(s);
    return merged;
  }
  let found: RowColumn | null = null;
  let holder: Source | null = null;
  let hidden: Source | null = null;
  for (const source of sources) {
    const c = source.known(name);
    if (c === undefined) continue;
    if (source.hidden) hidden ??= source;
    else if (found === null) {
      found = c;
      holder = source;
    } else {
      if (!a.isReported('ambiguous-column', name)) reportAmbiguous(a, name, column, holdersOf(sources, name));
      return { name, flow: noFlow, influences: null, star: null, span: null };
    }
  }
  const of = holder ?? hidden;
  if (of === null) return null;
  a.touched?.add(of);
  return found ?? of.known(name)!;
}

const holdersOf = (sources: readonly Source[], name: Name): readonly string[] =>
  sources.filter((s) => !s.hidden && s.known(name) !== undefined).map((s) => s.name ?? '?');

/** The one relation with unknown columns that the name must come from; a table is likelier to have it than a value. */
function openIn(a: Analysis, scope: Scope, name: Name, column: ColumnExpression): Flow | null {
  let found: Star | null = null;
  let holder: Source | null = null;
  let count = 0;
  for (const source of scope.sources) {
    // Two tables are ambiguous enough.
    if (count > 1 && found!.table !== null) break;
    if (source.closed || source.hidden) continue;
    for (const { star } of source.stars) {
      if (!mayHold(star!, name)) continue;
      if (found === null || (found.table === null && star!.table !== null)) {
        found = star;
        holder = source;
        count = 1;
      } else if (found.table === null || star!.table !== null) count += 1;
    }
  }
  if (found === null) return null;
  if (count === 1) {
    a.touched?.add(holder!);
    return found.flowOf(name);
  }
  if (!a.isReported('ambiguous-column', name)) {
    const candidates: string[] = [];
    for (const source of scope.sources)
      if (!source.hidden) addCandidates(source.stars, name, found.table !== null, candidates);
    reportAmbiguous(a, name, column, candidates);
  }
  return noFlow;
}

/** An alias used as a value: the element of an unnested array, or a whole row. */
function wholeRow(a: Analysis, scope: Scope, name: Name): Flow | null {
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    for (const source of s.sources) {
      if (source.name !== name) continue;
      a.touched?.add(source);
      if (source.value !== null) return source.value;
      const entries = source.columns.flatMap((c) => c.flow);
      return entries.map((e) => (e.kinds === K.identity ? { ...e, kinds: K.transformation } : e));
    }
  }
  return null;
}

/** Columns that every table has without declaring them: `"$path"`, `ctid`, `rownum`. */
function isPseudoColumn(name: Name): boolean {
  return name.startsWith('$') || pseudo.has(name);
}

const pseudo = new Set([
  'ctid',
  'xmin',
  'xmax',
  'oid',
  'tableoid',
  'rowid',
  'rownum',
  '_partitiontime',
  '_partitiondate',
  '_table_suffix',
  '_file',
]);
