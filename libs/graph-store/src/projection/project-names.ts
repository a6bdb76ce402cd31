import type { DatasetName } from '@tributary/contracts';
import { canonicalNames, type AliasPair, type CanonicalName } from './canonical-names';
import { lastingName, traceIncarnations, type Incarnation } from './incarnations';
import { lifecycleOfRuns, type Lifecycle, type SchemaFact } from './lifecycle';
import type { NameSegment, NameState, SchemaSpan } from './name-state';
import { schemaTimeline } from './schema-timeline';
import { compareText, type StatementRun } from './statement-run';

/** Everything that bears on a group of linked names. */
export interface NameGroup {
  readonly names: ReadonlyMap<string, DatasetName>;
  readonly aliases: readonly AliasPair[];
  /** Runs that write to, alter or define any of the names. */
  readonly runs: readonly StatementRun[];
  /** Renames that OpenLineage events tell of. */
  readonly renames: readonly Lifecycle[];
  /** What catalogs and OpenLineage events saw of each name, in any order. */
  readonly sightings: readonly { readonly name: string; readonly fact: SchemaFact }[];
}

export interface NameGroupState {
  readonly states: ReadonlyMap<string, NameState>;
  readonly canonical: ReadonlyMap<string, CanonicalName>;
}

/** What each name of a group meant over time: which table, with which columns. A pure function of what was observed. */
export function projectNames(group: NameGroup): NameGroupState {
  const canonical = canonicalNames(group.names, group.aliases);
  const own = spansByName(group, (origin) => origin !== 'openlineage');
  const told = spansByName(group, (origin) => origin === 'openlineage');
  const members = groupBy(
    [...group.names.keys()].sort(compareText),
    (key) => canonical.get(key)?.canonical ?? key,
  );

  const states = new Map<string, NameState>();
  for (const key of group.names.keys()) {
    const root = canonical.get(key)?.canonical ?? key;
    const others = [root, ...(members.get(root) ?? [])];
    // A name without columns of its own has those of its other names; what producers tell comes last.
    const spans = [own, told]
      .flatMap((source) => [key, ...others].map((name) => source.spans.get(name)))
      .find(hasFacts);
    const segments = (own.segments.get(key) ?? [alone(key)]).map((segment) => ({
      ...segment,
      key: canonical.get(segment.key)?.canonical ?? segment.key,
    }));
    states.set(key, { segments: trivial(segments, key) ? [] : segments, spans: spans ?? [] });
  }
  return { states, canonical };
}

const hasFacts = (spans: readonly SchemaSpan[] | undefined): spans is readonly SchemaSpan[] =>
  spans !== undefined && spans.some((span) => span.facts.length > 0);

const alone = (key: string): NameSegment => ({ until: null, key, born: null, columns: [] });

const trivial = (segments: readonly NameSegment[], key: string): boolean =>
  segments.every((segment) => segment.key === key && segment.born === null && segment.columns.length === 0);

function spansByName(
  group: NameGroup,
  wanted: (origin: SchemaFact['origin']) => boolean,
): { segments: Map<string, NameSegment[]>; spans: Map<string, SchemaSpan[]> } {
  const sightings = group.sightings
    .filter(({ fact }) => wanted(fact.origin))
    .map(({ name, fact }): Lifecycle => ({ kind: 'schema', moment: fact.moment, name, fact }));
  const events = [
    ...(wanted('derived') ? [...lifecycleOfRuns(group.runs), ...group.renames] : []),
    ...sightings,
  ];
  // A stable sort: what one statement does stays in its order.
  const incarnations = traceIncarnations(events.sort((a, b) => compareText(a.moment, b.moment)));

  const found: { name: string; incarnation: Incarnation; from: string | null; until: string | null }[] = [];
  for (const incarnation of incarnations) {
    for (const spell of incarnation.spells) found.push({ ...spell, incarnation });
  }
  found.sort(
    (a, b) => compareText(a.from ?? '', b.from ?? '') || compareText(a.until ?? '~', b.until ?? '~'),
  );

  const segments = new Map<string, NameSegment[]>();
  const spans = new Map<string, SchemaSpan[]>();
  for (const [name, spells] of groupBy(found, (spell) => spell.name)) {
    // Births tell tables apart only where tables moved between names; else one name is one history.
    const moves = spells.some(({ incarnation }) => incarnation.spells.length > 1);
    segments.set(name, [
      ...spells.map(({ incarnation, until }) => ({
        until,
        key: lastingName(incarnation),
        born: moves ? incarnation.spells[0]!.from : null,
        columns: columnHistory(incarnation),
      })),
      // After the last of them the name is on its own again.
      ...(spells.at(-1)!.until === null ? [] : [alone(name)]),
    ]);
    spans.set(
      name,
      spells.map(({ incarnation, from, until }) => {
        const facts = schemaTimeline(incarnation);
        return { from, until, facts, reach: earliestSnapshot(incarnation.facts) };
      }),
    );
  }
  return { segments, spans };
}

const columnHistory = (incarnation: Incarnation): NameSegment['columns'] =>
  incarnation.columnEvents.flatMap(({ moment, change }) => {
    if (change.kind === 'add') return [];
    return [
      change.kind === 'rename'
        ? { moment, from: change.from, to: change.to }
        : { moment, from: change.column, to: null },
    ];
  });

function earliestSnapshot(facts: readonly SchemaFact[]): SchemaFact['columns'] {
  const snapshots = facts.filter((fact) => fact.origin !== 'derived' && fact.columns !== null);
  return snapshots.sort((a, b) => compareText(a.at, b.at))[0]?.columns ?? null;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
