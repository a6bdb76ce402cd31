import type { DatasetName, DatasetSummary } from '@tributary/contracts';
import { displayName } from '@tributary/identity';
import type { Snapshot } from './alias-pairs';
import type { Column } from './lifecycle';
import { lastColumns, type NameState } from './name-state';
import { isPath } from './paths';
import { compareText } from './statement-run';
import type { Told } from './told';
import type { Write } from './writes';

/** A dataset as lists show it, with its columns in declared order. */
export interface DatasetFacts extends DatasetName {
  readonly key: string;
  readonly displayName: string;
  readonly kind: DatasetSummary['kind'];
  readonly description: string | null;
  readonly owners: readonly string[];
  readonly columns: readonly Column[];
}

export interface FactSources {
  readonly state: NameState | undefined;
  readonly snapshots: readonly Snapshot[];
  /** In order of time. */
  readonly told: readonly Told[];
  readonly writes: readonly Write[];
  /** An OpenLineage job writes it. */
  readonly isJobOutput: boolean;
}

/** What is known of one dataset: from its own catalog entry first, then from those of its other names, then from what was done to it. */
export function datasetFacts(
  key: string,
  name: DatasetName,
  { state, snapshots, told, writes, isJobOutput }: FactSources,
): DatasetFacts {
  const latest = new Map(snapshots.map((snapshot) => [snapshot.name, snapshot]));
  const contents = [...latest]
    .sort(([a], [b]) => Number(b === key) - Number(a === key) || compareText(a, b))
    .map(([, { content }]) => content);
  const owners = contents.flatMap(({ owner }) => owner ?? []);
  const toldOwners = told.filter((each) => each.owners.length > 0).at(-1)?.owners ?? [];
  const toldDescription = told.filter((each) => each.description !== null).at(-1)?.description ?? null;
  return {
    key,
    ...name,
    displayName: displayName(name),
    kind: kindOf(name, contents[0]?.tableType, writes, isJobOutput),
    description: contents.find(({ description }) => description !== null)?.description ?? toldDescription,
    owners: owners.length > 0 ? owners.slice(0, 1) : [...new Set(toldOwners)],
    columns: distinct(lastColumns(state) ?? []),
  };
}

const kinds = {
  table: 'table',
  view: 'view',
  'materialized-view': 'view',
  'late-binding-view': 'view',
  external: 'external',
  'resource-link': 'external',
} as const;

function kindOf(
  name: DatasetName,
  tableType: keyof typeof kinds | undefined,
  writes: readonly Write[],
  isJobOutput: boolean,
): DatasetSummary['kind'] {
  if (isPath(name)) return 'path';
  if (tableType !== undefined) return kinds[tableType];
  const made = writes.filter(
    ({ effect }) => effect === 'define' || effect === 'replace' || effect === 'create',
  );
  if (made.length > 0) return made.at(-1)!.effect === 'define' ? 'view' : 'table';
  return writes.length > 0 || isJobOutput ? 'table' : 'unknown';
}

/** A catalog may list a name twice that differs in case only once folded. */
const distinct = (columns: readonly Column[]): readonly Column[] => [
  ...new Map(columns.map((column) => [column.name, column])).values(),
];
