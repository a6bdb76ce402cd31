import type { EdgeKind } from '@tributary/contracts';
import type { Line } from './graph-cards';
import { isPlain, kindWords } from './kind-words';

const mostWords = 2;
const letterWidth = 5.9;
const labelMargin = 30;

function shortWords(kinds: readonly EdgeKind[]): string {
  const more = kinds.length - mostWords;
  return `${kindWords(kinds.slice(0, mostWords))}${more > 0 ? ` +${more}` : ''}`;
}

/** How far lines must run level before they arrive, so that the words lie on them. */
export const leadFor = (words: string | undefined): number =>
  words === undefined ? 0 : words.length * letterWidth + labelMargin;

/**
 * What to write where lines arrive at a card, by row: `aggregated`, `filter · join`. Lines that meet in one row share one label, so labels
 * never cover each other; a plain copy has none.
 */
export function arrivalWords(lines: readonly Line[], datasetId: string): ReadonlyMap<string, string> {
  const kinds = new Map<string, Set<EdgeKind>>();
  for (const { to, edges } of lines) {
    if (to.datasetId !== datasetId) continue;
    const found = kinds.get(to.column) ?? new Set();
    for (const kind of edges.flatMap((edge) => edge.kinds)) if (!isPlain([kind])) found.add(kind);
    kinds.set(to.column, found);
  }
  return new Map(
    [...kinds]
      .filter(([, found]) => found.size > 0)
      .map(([column, found]) => [column, shortWords([...found])]),
  );
}
