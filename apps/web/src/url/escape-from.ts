import type { UrlState } from './url-state';

/** What Esc closes: the evidence first, then the picked spot; `null` when nothing is open. */
export function escapeFrom(state: UrlState): Partial<UrlState> | null {
  if (state.edge !== null) return { edge: null };
  return state.at === null ? null : { at: null };
}
