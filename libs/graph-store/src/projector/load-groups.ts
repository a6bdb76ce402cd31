import type { DatasetName } from '@tributary/contracts';
import { nameKey } from '../name-key';
import { catalogNameOf, externalNamesOf } from '../projection/implied-aliases';
import { isPath, pathsAbove } from '../projection/paths';
import selectClaimedPaths from '../statements/select-claimed-paths.sql';
import selectLinks from '../statements/select-links.sql';
import selectPathsBelow from '../statements/select-paths-below.sql';
import type { Observed } from './observed';

type Link = readonly [string, string];

/** The names that may be one table with any of `seeds`, by way of links, external schemas and locations; each group with its names in key order. */
export async function loadGroups(
  observed: Observed,
  seeds: Iterable<string>,
): Promise<ReadonlyMap<string, DatasetName>[]> {
  const found = await observed.names(seeds);
  const links: Link[] = [];
  for (let frontier = found; frontier.size > 0;) {
    const next = [...(await recordedLinks(observed, frontier)), ...(await impliedLinks(observed, frontier))];
    links.push(...next);
    const fresh = next.flatMap((link) => link).filter((key) => !found.has(key));
    frontier = await observed.names(fresh);
    for (const [key, name] of frontier) found.set(key, name);
  }
  return partition(found, links);
}

async function recordedLinks(
  { transaction }: Observed,
  names: ReadonlyMap<string, DatasetName>,
): Promise<Link[]> {
  const keys = [...names.keys()];
  const rows = await transaction.query<{ name_key: string; other_key: string }>(selectLinks, [keys]);
  const claimed = new Set(rows.map((row) => row.name_key));
  const paths = keys.filter((key) => claimed.has(key) && isPath(names.get(key)!));
  const below =
    paths.length === 0
      ? []
      : await transaction.query<{ above_key: string; name_key: string }>(selectPathsBelow, [paths]);
  return [
    ...rows.map((row): Link => [row.name_key, row.other_key]),
    ...below.map((row): Link => [row.above_key, row.name_key]),
  ];
}

async function impliedLinks(observed: Observed, names: ReadonlyMap<string, DatasetName>): Promise<Link[]> {
  const schemas = await observed.externalSchemas();
  const links: Link[] = [];
  const above = new Map<string, string[]>();
  for (const [key, name] of names) {
    const behind = catalogNameOf(name, schemas);
    for (const other of [...(behind ? [behind] : []), ...externalNamesOf(name, schemas)]) {
      links.push([key, nameKey(other)]);
    }
    if (!isPath(name)) continue;
    for (const path of pathsAbove(name)) {
      const pathKey = nameKey(path);
      above.set(pathKey, [...(above.get(pathKey) ?? []), key]);
    }
  }
  if (above.size > 0) {
    const rows = await observed.transaction.query<{ name_key: string }>(selectClaimedPaths, [
      [...above.keys()],
    ]);
    for (const row of rows) for (const key of above.get(row.name_key)!) links.push([row.name_key, key]);
  }
  return links;
}

function partition(
  names: ReadonlyMap<string, DatasetName>,
  links: readonly Link[],
): ReadonlyMap<string, DatasetName>[] {
  const parent = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    while (parent.has(root)) root = parent.get(root)!;
    if (root !== key) parent.set(key, root);
    return root;
  };
  for (const [a, b] of links) {
    if (!names.has(a) || !names.has(b)) continue;
    const [left, right] = [rootOf(a), rootOf(b)];
    if (left !== right) parent.set(left < right ? right : left, left < right ? left : right);
  }
  const groups = new Map<string, Map<string, DatasetName>>();
  for (const [key, name] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const root = rootOf(key);
    const group = groups.get(root) ?? new Map<string, DatasetName>();
    groups.set(root, group.set(key, name));
  }
  return [...groups.values()];
}
