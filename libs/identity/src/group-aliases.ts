import type { DatasetName } from '@tributary/contracts';
import type { AliasEvidence, AliasGroup, AliasReason } from './alias-evidence';
import { canonicalDatasetName, type NamingSettings } from './canonical-name';
import { datasetId } from './dataset-id';
import { datasetKind, type DatasetKind } from './dataset-kind';
import { isRoot, tableAtPath, type TableLocation, withTableFolders } from './location-rule';
import { renamesWithoutCycle } from './rename-cycles';
import { AliasForest } from './alias-forest';

const PREFERENCE: readonly DatasetKind[] = [
  'redshift-table',
  'glue-table',
  's3-tables',
  'athena-table',
  'other',
  'path',
];

/**
 * Which names are one dataset, by `datasetId` of the canonical spelling. The same for any order of the evidence.
 * 1. Names of tables merge when somebody says so, except Glue tables of different accounts or regions (only a
 *    resource link joins those) and renames that form a circle (a swap).
 * 2. A path merges with the one table that claims it; a bucket's root, or a path claimed by several tables, merges with none.
 * 3. A bare path among `names` belongs to the table whose location holds it; a partition's location speaks for its table's folder.
 * The canonical name is a warehouse or Glue table before any other name, a path last; then the first in byte order.
 */
export function groupAliases(
  evidence: readonly AliasEvidence[],
  names: readonly DatasetName[] = [],
  settings: NamingSettings = {},
): ReadonlyMap<string, AliasGroup> {
  const spelt = evidence
    .map((item) => ({
      ...item,
      a: canonicalDatasetName(item.a, settings),
      b: canonicalDatasetName(item.b, settings),
    }))
    .filter((item) => datasetId(item.a) !== datasetId(item.b))
    .sort(byReasonAndName);
  const forest = new AliasForest();
  for (const item of renamesWithoutCycle(spelt))
    if (isPath(item.a) === isPath(item.b)) joinTables(forest, item);
  const locations = withTableFolders(tableLocations(spelt));
  const claims = [...locations, ...bareLocations(names, locations, settings)];
  for (const { table, location } of claims) {
    const claimants = claims.filter((claim) => datasetId(claim.location) === datasetId(location));
    const roots = new Set(claimants.map((claim) => forest.rootOf(claim.table)));
    if (roots.size === 1) forest.join(table, location, 'location');
  }
  for (const name of names) forest.rootOf(canonicalDatasetName(name, settings));
  return forest.groups((members) => [...members].sort(byPreference)[0]!);
}

function joinTables(forest: AliasForest, { a, b, reason }: AliasEvidence): void {
  if (isRoot(a) || isRoot(b)) return;
  if (reason !== 'resource-link' && glueCatalogs(forest, a, b).size > 1) return;
  forest.join(a, b, reason);
}

function glueCatalogs(forest: AliasForest, a: DatasetName, b: DatasetName): ReadonlySet<string> {
  const members = [...forest.membersWith(a), ...forest.membersWith(b)];
  return new Set(members.filter((name) => datasetKind(name) === 'glue-table').map((name) => name.namespace));
}

function tableLocations(evidence: readonly AliasEvidence[]): TableLocation[] {
  return evidence.flatMap(({ a, b }) => {
    if (isPath(a) === isPath(b)) return [];
    const [table, location] = isPath(a) ? [b, a] : [a, b];
    return isRoot(location) ? [] : [{ table, location }];
  });
}

function bareLocations(
  names: readonly DatasetName[],
  locations: readonly TableLocation[],
  settings: NamingSettings,
): TableLocation[] {
  return names
    .map((name) => canonicalDatasetName(name, settings))
    .filter(isPath)
    .flatMap((location) => {
      const owner = tableAtPath(location, locations);
      return owner === null || owner.rest === '' ? [] : [{ table: owner.table, location }];
    });
}

const isPath = (name: DatasetName): boolean => datasetKind(name) === 'path';

const STRENGTH: readonly AliasReason[] = [
  'resource-link',
  'external-schema',
  'symlink',
  'location',
  'rename',
];
const sortKey = (item: AliasEvidence): string =>
  JSON.stringify([STRENGTH.indexOf(item.reason), datasetId(item.a), datasetId(item.b), item.at]);
const byReasonAndName = (x: AliasEvidence, y: AliasEvidence): number => compare(sortKey(x), sortKey(y));
const byPreference = (x: DatasetName, y: DatasetName): number =>
  PREFERENCE.indexOf(datasetKind(x)) - PREFERENCE.indexOf(datasetKind(y)) ||
  compare(datasetId(x), datasetId(y));
const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
