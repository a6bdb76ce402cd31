import type { DatasetName } from '@tributary/contracts';
import { datasetId } from './dataset-id';

export interface TableLocation {
  readonly table: DatasetName;
  readonly location: DatasetName;
}

/**
 * The table that a path belongs to: the longest location that is the path or one of its parent folders.
 * A bucket's root belongs to nobody, and a location claimed by several tables decides nothing.
 */
export function tableAtPath(
  path: DatasetName,
  locations: readonly TableLocation[],
): { readonly table: DatasetName; readonly rest: string } | null {
  const containing = locations.filter((entry) => contains(entry.location, path));
  const longest = Math.max(...containing.map((entry) => entry.location.name.length));
  const nearest = containing.filter((entry) => entry.location.name.length === longest);
  const [first] = nearest;
  if (first === undefined || new Set(nearest.map((entry) => datasetId(entry.table))).size > 1) return null;
  return { table: first.table, rest: path.name.slice(longest + 1) };
}

/** True for a bucket's root, which too many tables could claim. */
export function isRoot(path: DatasetName): boolean {
  return path.name.replace(/\//g, '') === '';
}

/** By whole segments: `raw/orders` holds `raw/orders/dt=1`, not `raw/orders_v2`. */
function contains(location: DatasetName, path: DatasetName): boolean {
  if (isRoot(location) || location.namespace !== path.namespace) return false;
  return path.name === location.name || path.name.startsWith(`${location.name}/`);
}

/**
 * The locations, and beside those of partitions the folder above: older Spark names the partition that it wrote, `raw/orders/dt=1`, and calls it the table.
 * A folder that some table has for its own location stays that table's.
 */
export function withTableFolders(locations: readonly TableLocation[]): readonly TableLocation[] {
  const claimed = new Set(locations.map(({ location }) => datasetId(location)));
  const folders = locations.map(({ table, location: { namespace, name } }) => ({
    table,
    location: { namespace, name: name.replace(PARTITIONS, '') },
  }));
  return [
    ...locations,
    ...folders.filter(({ location }) => !isRoot(location) && !claimed.has(datasetId(location))),
  ];
}

/** `/dt=2026-01-15/hour=3` at the end. */
const PARTITIONS = /(?:\/[^/=]+=[^/]*)+\/?$/;
