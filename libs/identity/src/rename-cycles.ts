import type { AliasEvidence } from './alias-evidence';
import { datasetId } from './dataset-id';

/** The evidence without renames on a circle: `a → tmp, b → a, tmp → b` swaps two tables and makes none of them one. */
export function renamesWithoutCycle(evidence: readonly AliasEvidence[]): AliasEvidence[] {
  const next = new Map<string, Set<string>>();
  for (const { a, b, reason } of evidence)
    if (reason === 'rename') next.set(datasetId(a), (next.get(datasetId(a)) ?? new Set()).add(datasetId(b)));
  return evidence.filter(
    (item) => item.reason !== 'rename' || !reaches(next, datasetId(item.b), datasetId(item.a)),
  );
}

function reaches(next: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const name of seen) for (const following of next.get(name) ?? []) seen.add(following);
  return seen.has(to);
}
