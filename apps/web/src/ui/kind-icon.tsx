import type { DatasetSummary } from '@tributary/contracts';

export type DatasetKind = DatasetSummary['kind'];

const shapes: Record<DatasetKind, string> = {
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6',
  view: 'M1.5 8s2.4-4.2 6.5-4.2S14.5 8 14.5 8s-2.4 4.2-6.5 4.2S1.5 8 1.5 8zM8 9.9a1.9 1.9 0 100-3.8 1.9 1.9 0 000 3.8z',
  external: 'M8 2.2l5.2 2.9v5.8L8 13.8l-5.2-2.9V5.1zM2.8 5.1L8 8l5.2-2.9M8 8v5.8',
  path: 'M1.8 12.5v-9h4.4l1.6 2h6.4v7z',
  temp: 'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM8 5v3.2l2.2 1.4',
  unknown:
    'M6 6.1c.1-1.2.9-1.9 2-1.9s2 .7 2 1.8c0 1.4-2 1.6-2 3.1M8 11.6v.1M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8z',
};

export const kindNames: Record<DatasetKind, string> = {
  table: 'table',
  view: 'view',
  external: 'external table',
  path: 'files',
  temp: 'temp table',
  unknown: 'seen by name only',
};

/** A dataset's kind as a small coloured sign. */
export function KindIcon({ kind }: { readonly kind: DatasetKind }) {
  return (
    <span className={`kind-icon kind-${kind}`} title={kindNames[kind]}>
      <svg viewBox="0 0 16 16" role="img" aria-label={kindNames[kind]}>
        <path d={shapes[kind]} />
      </svg>
    </span>
  );
}
