import type { CatalogTable, DatasetName } from '@tributary/contracts';
import { nameKey } from '../name-key';
import { locationName } from '../observe/alias-rows';
import type { AliasPair } from './canonical-names';
import { catalogNameOf, type ExternalSchemaFact } from './implied-aliases';
import { instantOf } from './moment';
import { holds, isPath } from './paths';
import { compareRuns, keyOf, momentOfRun, type StatementRun } from './statement-run';

/** A table as a catalog showed it, without its name. */
export type CatalogContent = Omit<CatalogTable, 'dataset'>;

export interface Snapshot {
  readonly name: string;
  readonly observedAt: string;
  readonly content: CatalogContent;
}

export interface AliasSources {
  readonly names: ReadonlyMap<string, DatasetName>;
  readonly schemas: readonly ExternalSchemaFact[];
  /** In order of time. */
  readonly snapshots: readonly Snapshot[];
  readonly runs: readonly StatementRun[];
  readonly symlinks: readonly { readonly left: string; readonly right: string }[];
}

/** Who is said to be one table with whom. What a catalog or an ALTER says of a table's location holds until a later one says otherwise. */
export function aliasPairs({ names, schemas, snapshots, runs, symlinks }: AliasSources): AliasPair[] {
  const latest = new Map(snapshots.map((snapshot) => [snapshot.name, snapshot]));
  const pairs: AliasPair[] = symlinks.map((link) => ({ kind: 'symlink', ...link }));
  for (const [key, name] of names) {
    const behind = catalogNameOf(name, schemas);
    if (behind !== null) pairs.push({ kind: 'external-schema', left: key, right: nameKey(behind) });
    const link = latest.get(key)?.content.linkTo ?? null;
    if (link !== null) pairs.push({ kind: 'resource-link', left: key, right: nameKey(link) });
  }
  return [...pairs, ...locationPairs(names, locations(latest, runs))];
}

function locations(
  latest: ReadonlyMap<string, Snapshot>,
  runs: readonly StatementRun[],
): ReadonlyMap<string, DatasetName> {
  const said = new Map<string, { readonly at: string; readonly location: string | null }>();
  for (const [key, { observedAt, content }] of latest)
    said.set(key, { at: observedAt, location: content.location });
  for (const run of [...runs].sort(compareRuns)) {
    const at = instantOf(momentOfRun(run));
    for (const change of run.analysis.schemaChanges) {
      if (change.kind !== 'set-location') continue;
      const key = keyOf(run.analysis.datasets[change.dataset]!, run);
      if (at > (said.get(key)?.at ?? '')) said.set(key, { at, location: change.location });
    }
  }
  return new Map(
    [...said].flatMap(([key, { location }]) => {
      const path = location === null ? null : locationName(location);
      return path === null ? [] : [[key, path] as const];
    }),
  );
}

/** A path belongs to what lies at it, or else at the nearest folder above it. */
function locationPairs(
  names: ReadonlyMap<string, DatasetName>,
  tables: ReadonlyMap<string, DatasetName>,
): AliasPair[] {
  return [...names].flatMap(([key, name]) => {
    if (!isPath(name)) return [];
    const above = [...tables].filter(([, location]) => holds(location, name));
    const nearest = Math.max(...above.map(([, location]) => location.name.length));
    return above
      .filter(([, location]) => location.name.length === nearest)
      .map(([table]): AliasPair => ({ kind: 'location', left: table, right: key }));
  });
}
