import type { ImpactResponse } from '@tributary/contracts';

export type Affected = ImpactResponse['affected'][number];

export interface Hop {
  readonly hop: number;
  readonly datasets: readonly Affected[];
}

const byHop = (a: { readonly hop: number }, b: { readonly hop: number }): number => a.hop - b.hop;

/** What is affected, nearest first; with `directOnly`, only columns that a value flows into. */
export function groupByHop(affected: readonly Affected[], directOnly: boolean): Hop[] {
  const hops = new Map<number, Affected[]>();
  for (const dataset of [...affected].sort(byHop)) {
    const columns = dataset.columns.filter(({ direct }) => direct || !directOnly).sort(byHop);
    if (directOnly && columns.length === 0) continue;
    hops.set(dataset.hop, [...(hops.get(dataset.hop) ?? []), { ...dataset, columns }]);
  }
  return [...hops].map(([hop, datasets]) => ({ hop, datasets }));
}

/** One dataset may come in two pages; its columns belong together. */
export function joinPages(pages: readonly ImpactResponse[]): Affected[] {
  const joined = new Map<string, Affected>();
  for (const part of pages.flatMap(({ affected }) => affected)) {
    const known = joined.get(part.dataset.id);
    joined.set(
      part.dataset.id,
      known === undefined
        ? part
        : { ...known, hop: Math.min(known.hop, part.hop), columns: [...known.columns, ...part.columns] },
    );
  }
  return [...joined.values()];
}

/** The list as tab-separated text, for a ticket or a sheet. */
export function impactAsText(hops: readonly Hop[]): string {
  const rows = hops.flatMap(({ datasets }) =>
    datasets.flatMap(({ dataset, columns, owners, recentReads }) =>
      columns.map(({ column, hop, direct, kinds }) =>
        [
          hop,
          dataset.id,
          column,
          direct ? 'direct' : 'influenced',
          kinds.join(' '),
          owners.join(' '),
          recentReads,
        ].join('\t'),
      ),
    ),
  );
  return [['hop', 'dataset', 'column', 'reach', 'kinds', 'owners', 'recent reads'].join('\t'), ...rows].join(
    '\n',
  );
}
