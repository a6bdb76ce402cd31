import type { CatalogContent, Snapshot } from '../projection/alias-pairs';
import selectCatalogContents from '../statements/select-catalog-contents.sql';
import selectSnapshots from '../statements/select-snapshots.sql';
import type { Observed } from './observed';

/** What catalogs showed of these names, in order of time. */
export async function loadSnapshots({ transaction }: Observed, names: Iterable<string>): Promise<Snapshot[]> {
  const rows = await transaction.query<{ name_key: string; observed_at: string; content_hash: string }>(
    selectSnapshots,
    [[...names]],
  );
  if (rows.length === 0) return [];
  const contents = await transaction.query<{ content_hash: string; body: CatalogContent }>(
    selectCatalogContents,
    [[...new Set(rows.map((row) => row.content_hash))]],
  );
  const byHash = new Map(contents.map((row) => [row.content_hash, row.body]));
  return rows.map((row) => ({
    name: row.name_key,
    observedAt: row.observed_at,
    content: byHash.get(row.content_hash)!,
  }));
}
