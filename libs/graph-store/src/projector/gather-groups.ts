import type { DatasetName } from '@tributary/contracts';
import type { Snapshot } from '../projection/alias-pairs';
import { currentSymlinks, type Symlink } from '../projection/current-symlinks';
import { reduceRun, type OpenLineageRun, type StoredEvent } from '../projection/openlineage-run';
import { keyOf, type StatementRun } from '../projection/statement-run';
import { compareTold, renamesToldBy, toldBy, type Rename, type Told } from '../projection/told';
import { nameKey } from '../name-key';
import selectSymlinks from '../statements/select-symlinks.sql';
import { eventsOfNames } from './load-openlineage';
import { loadSnapshots } from './load-snapshots';
import type { Observed } from './observed';

/** What bears on a group of linked names. */
export interface Gathered {
  readonly names: ReadonlyMap<string, DatasetName>;
  readonly snapshots: readonly Snapshot[];
  readonly symlinks: readonly Symlink[];
  readonly runs: readonly StatementRun[];
  readonly openLineage: readonly OpenLineageRun[];
  readonly told: readonly Told[];
  readonly renames: readonly Rename[];
}

/** Deals out to each group what catalogs and producers said of its names, and those of `runs` that name any of them. */
export async function gatherGroups(
  observed: Observed,
  groups: readonly ReadonlyMap<string, DatasetName>[],
  runs: readonly StatementRun[],
): Promise<Gathered[]> {
  const gathered = groups.map((names) => ({
    names,
    snapshots: [] as Snapshot[],
    symlinks: [] as Symlink[],
    events: new Set<StoredEvent>(),
    runs: new Set<StatementRun>(),
    openLineage: new Set<OpenLineageRun>(),
    told: [] as Told[],
    renames: [] as Rename[],
  }));
  const groupOf = new Map(
    gathered.flatMap((group) => [...group.names.keys()].map((key) => [key, group] as const)),
  );
  const keys = [...groupOf.keys()];
  for (const snapshot of await loadSnapshots(observed, keys)) {
    groupOf.get(snapshot.name)!.snapshots.push(snapshot);
  }
  const links = await observed.transaction.query<{ name_key: string; other_key: string }>(selectSymlinks, [
    keys,
  ]);
  for (const { name_key, other_key } of links) {
    groupOf.get(name_key)!.symlinks.push({ left: name_key, right: other_key });
  }
  for (const run of runs) {
    for (const dataset of run.analysis.datasets) groupOf.get(keyOf(dataset, run))?.runs.add(run);
  }
  for (const events of await eventsOfNames(observed, keys)) {
    const run = reduceRun(events);
    for (const name of [...run.inputs, ...run.outputs]) groupOf.get(nameKey(name))?.openLineage.add(run);
    for (const event of events) {
      for (const { dataset } of event.body.datasets) groupOf.get(nameKey(dataset))?.events.add(event);
    }
    for (const told of toldBy(events)) groupOf.get(told.name)?.told.push(told);
    for (const rename of renamesToldBy(events)) groupOf.get(rename.to)?.renames.push(rename);
  }
  return gathered.map(({ events, ...group }) => ({
    ...group,
    symlinks: currentSymlinks(group.symlinks, events),
    runs: [...group.runs],
    openLineage: [...group.openLineage],
    told: group.told.sort(compareTold),
  }));
}
