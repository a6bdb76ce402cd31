import { nameKey } from '../name-key';
import type { StoredEvent } from './openlineage-run';
import { compareText } from './statement-run';

/** Two names that a symlinks facet ties, by their keys. */
export interface Symlink {
  readonly left: string;
  readonly right: string;
}

interface Instance {
  readonly at: string;
  readonly contentHash: string;
  readonly linked: ReadonlySet<string>;
}

/**
 * The links that still hold. A facet replaces the one before it, so a link ends when every job that told it has told otherwise since; jobs
 * may know different names of one table, so each is held to its own word. Events without the facet say nothing, and links whose events are
 * not here hold.
 */
export function currentSymlinks(links: readonly Symlink[], events: Iterable<StoredEvent>): Symlink[] {
  if (links.length === 0) return [];
  const newest = new Map<string, Map<string, Instance>>();
  for (const event of events) {
    const job = event.body.job ?? event.body.envelope.job;
    const teller = job === null ? '' : nameKey(job);
    for (const [key, linked] of facetsIn(event)) {
      const byTeller = newest.get(key) ?? new Map<string, Instance>();
      newest.set(key, byTeller);
      const instance = { at: event.at, contentHash: event.contentHash, linked };
      const known = byTeller.get(teller);
      if (known === undefined || compareInstances(known, instance) < 0) byTeller.set(teller, instance);
    }
  }
  return links.filter(({ left, right }) => {
    const told = newest.get(left);
    return told === undefined || [...told.values()].some(({ linked }) => linked.has(right));
  });
}

/** What an event's symlinks facets tie each name to, which may be nothing. */
function facetsIn({ body }: StoredEvent): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { dataset, symlinks, facets, deletedFacets } of body.datasets) {
    const hasFacet = symlinks.length > 0 || [...facets, ...deletedFacets].includes('symlinks');
    if (!hasFacet) continue;
    const key = nameKey(dataset);
    const linked = found.get(key) ?? new Set<string>();
    for (const { name } of symlinks) linked.add(nameKey(name));
    found.set(key, linked);
  }
  return found;
}

const compareInstances = (a: Instance, b: Instance): number =>
  compareText(a.at, b.at) || compareText(a.contentHash, b.contentHash);
