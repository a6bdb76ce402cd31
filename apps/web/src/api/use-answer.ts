import { useEffect, useRef, useState } from 'react';
import type { Outcome, Trouble } from './outcome';

export type Answer<T> =
  | { readonly state: 'loading'; readonly previous: T | null }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'trouble'; readonly trouble: Trouble };

export type Asked<T> = Answer<T> & { readonly again: () => void };

/**
 * Asks once per `key` and forgets answers that arrive after the key has moved on; `key: null` asks nothing.
 * While a new key loads, the last answer stays at hand so that a page need not go blank.
 */
export function useAnswer<T>(
  key: string | null,
  question: (signal: AbortSignal) => Promise<Outcome<T>>,
): Asked<T> {
  const [attempt, setAttempt] = useState(0);
  const [held, setHeld] = useState<{ key: string; outcome: Outcome<T> } | null>(null);
  const latest = useRef(question);
  useEffect(() => {
    latest.current = question;
  });
  const asked = key === null ? null : `${attempt} ${key}`;

  useEffect(() => {
    if (asked === null) return undefined;
    const abort = new AbortController();
    void latest.current(abort.signal).then((outcome) => {
      if (!abort.signal.aborted) setHeld({ key: asked, outcome });
    });
    return () => abort.abort();
  }, [asked]);

  const again = (): void => setAttempt((count) => count + 1);
  const previous = held?.outcome.ok === true ? held.outcome.value : null;
  if (held === null || held.key !== asked) return { state: 'loading', previous, again };
  if (!held.outcome.ok) return { state: 'trouble', trouble: held.outcome.trouble, again };
  return { state: 'ready', value: held.outcome.value, again };
}
