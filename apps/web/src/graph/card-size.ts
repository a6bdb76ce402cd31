import { foldedRow, type Card } from './graph-cards';
import { wholeDataset } from './lineage-graph';

/** Pixels; the style sheet draws cards to the same measures (`--card-…`). */
export const headHeight = 50;
export const rowHeight = 26;
export const footHeight = 26;
const padBottom = 6;
const minWidth = 208;
const maxWidth = 348;

/** Cards say how much they fold, or offer to fold again. */
export const hasFoot = (card: Card): boolean => card.hidden > 0 || card.opened;

// 7.3 px per letter holds for the mono face at 12.5 px and errs to the wide side for the title.
const textWidth = (text: string): number => text.length * 7.3;

/** Wide enough for its names within reason; longer names end in an ellipsis. */
export function cardSize(card: Card): { width: number; height: number } {
  const title = textWidth(card.dataset.displayName) * 1.12 + 64;
  const widestRow = Math.max(
    0,
    ...card.rows.map(({ name, type }) => textWidth(name) + textWidth(type ?? '') * 0.85 + 52),
  );
  const width = Math.round(Math.min(maxWidth, Math.max(minWidth, title, widestRow)));
  const body = card.rows.length * rowHeight + (hasFoot(card) ? footHeight : 0);
  return { width, height: headHeight + body + (body > 0 ? padBottom : 0) };
}

/** Where a row's line begins or ends, from the card's top. */
export function rowMiddle(card: Card, column: string): number {
  if (column === wholeDataset) return headHeight / 2;
  if (column === foldedRow) return headHeight + card.rows.length * rowHeight + footHeight / 2;
  const index = card.rows.findIndex(({ name }) => name === column);
  if (index < 0)
    throw new Error(`no row ${column} in ${card.dataset.id}: lines must be drawn from the same rows`);
  return headHeight + index * rowHeight + rowHeight / 2;
}
