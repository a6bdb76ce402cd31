import type { DatasetName } from '@tributary/contracts';
import { compareText } from './statement-run';

export interface NamedKey extends DatasetName {
  readonly key: string;
}

/** Two names that are said to be one table. */
export interface AliasPair {
  readonly kind: 'resource-link' | 'location' | 'symlink' | 'external-schema' | 'datashare';
  readonly left: string;
  readonly right: string;
}

export interface CanonicalName {
  readonly canonical: string;
  /** How a name that is not the canonical one is tied to it. */
  readonly reason: string | null;
}

/**
 * One name for each group of names that are one table: Glue's where there is one, else the warehouse's, a bare path last. A location is
 * weaker than the rest: when tables that nothing else ties share a path, each keeps to itself.
 */
export function canonicalNames(
  names: ReadonlyMap<string, DatasetName>,
  pairs: readonly AliasPair[],
): Map<string, CanonicalName> {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    const up = parent.get(key) ?? key;
    return up === key ? key : find(up);
  };
  const better = (a: string, b: string): number =>
    rank(names.get(a)) - rank(names.get(b)) || compareText(label(names.get(a)), label(names.get(b)));
  const join = (a: string, b: string): void => {
    const [keep, fold] = [find(a), find(b)].sort(better) as [string, string];
    if (keep !== fold) parent.set(fold, keep);
  };

  const known = pairs.filter((pair) => names.has(pair.left) && names.has(pair.right));
  for (const pair of known) if (pair.kind !== 'location') join(pair.left, pair.right);

  const tablesAt = new Map<string, Set<string>>();
  const locations = known.filter((pair) => pair.kind === 'location');
  for (const { left, right } of locations)
    tablesAt.set(right, (tablesAt.get(right) ?? new Set()).add(find(left)));
  for (const { left, right } of locations) if (tablesAt.get(right)!.size === 1) join(left, right);

  return new Map(
    [...names.keys()].map((key) => {
      const canonical = find(key);
      const reasons = known
        .filter((pair) => pair.left === key || pair.right === key)
        .map((pair) => pair.kind)
        .sort();
      return [key, { canonical, reason: canonical === key ? null : (reasons[0] ?? 'linked') }];
    }),
  );
}

function rank(name: DatasetName | undefined): number {
  if (name === undefined) return 9;
  if (/^arn:aws[^:]*:glue:/.test(name.namespace)) return 0;
  if (/^(redshift|awsathena):/.test(name.namespace)) return 1;
  if (/^s3:/.test(name.namespace)) return 3;
  return 2;
}

const label = (name: DatasetName | undefined): string => (name ? `${name.namespace}\n${name.name}` : '');
