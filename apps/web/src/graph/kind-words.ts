import type { EdgeKind } from '@tributary/contracts';

const words: Record<EdgeKind, string> = {
  IDENTITY: 'copied',
  TRANSFORMATION: 'computed',
  AGGREGATION: 'aggregated',
  UNSPECIFIED: 'flows',
  JOIN: 'join',
  FILTER: 'filter',
  GROUP_BY: 'group by',
  SORT: 'sort',
  WINDOW: 'window',
  CONDITIONAL: 'condition',
};

/** OpenLineage's kinds in everyday words: `['AGGREGATION', 'FILTER']` = `aggregated · filter`. */
export const kindWords = (kinds: readonly EdgeKind[]): string =>
  [...new Set(kinds)].map((kind) => words[kind]).join(' · ');

/** A plain copy needs no label on a line: the line says it. */
export const isPlain = (kinds: readonly EdgeKind[]): boolean =>
  kinds.every((kind) => kind === 'IDENTITY' || kind === 'UNSPECIFIED');
