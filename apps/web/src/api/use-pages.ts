import { useState } from 'react';
import type { Outcome, Trouble } from './outcome';
import { type Asked, useAnswer } from './use-answer';

interface Paged {
  readonly truncated: boolean;
  readonly cursor: string | null;
}

export interface MorePages<T> {
  /** Every page so far, first page first. */
  readonly pages: readonly T[];
  readonly first: Asked<T>;
  /** Present when the server says there is more. */
  readonly more: (() => void) | null;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
}

interface Rest<T> {
  readonly first: T | null;
  readonly pages: readonly T[];
  readonly busy: boolean;
  readonly trouble: Trouble | null;
}

/** A list that the server hands out page by page; `key` names the list. */
export function usePages<T extends Paged>(
  key: string,
  page: (cursor: string | null, signal?: AbortSignal) => Promise<Outcome<T>>,
): MorePages<T> {
  const first = useAnswer(key, (signal) => page(null, signal));
  const [held, setRest] = useState<Rest<T>>({ first: null, pages: [], busy: false, trouble: null });
  if (first.state !== 'ready') return { pages: [], first, more: null, busy: false, trouble: null };

  // Later pages belong to the first page they were asked after.
  const rest =
    held.first === first.value ? held : { first: first.value, pages: [], busy: false, trouble: null };
  const pages = [first.value, ...rest.pages];
  const cursor = pages.at(-1)?.cursor ?? null;
  const load = async (from: string): Promise<void> => {
    setRest({ ...rest, busy: true, trouble: null });
    const next = await page(from);
    setRest((now) => {
      if (now.first !== first.value) return now;
      return next.ok
        ? { ...rest, pages: [...rest.pages, next.value], busy: false, trouble: null }
        : { ...rest, busy: false, trouble: next.trouble };
    });
  };
  return {
    pages,
    first,
    more: cursor === null ? null : () => void load(cursor),
    busy: rest.busy,
    trouble: rest.trouble,
  };
}
