import { type Clock, systemClock } from '../clock';
import type { SecretSource } from './secret-source';

export interface CachedSecret {
  readonly name: string;
  /** The text as it was read last. Older than `freshMs` it is read again behind the caller's back: whoever asks next gets the new one. */
  current(): Promise<string>;
  /** The text read anew, because the one at hand was refused; many who ask at once share one call, and within a second there is one. */
  renewed(): Promise<string>;
}

export interface CacheOptions {
  /** Default 5 minutes: a call costs money, and a rotation is noticed by its refusal long before. */
  readonly freshMs?: number;
  /** Told when a text that is due cannot be read; the one at hand stays in use. */
  readonly onError?: (error: unknown) => void;
  readonly clock?: Clock;
}

const FRESH_MS = 5 * 60_000;
const BETWEEN_CALLS_MS = 1_000;

/** Keeps what a source says. The first read throws when it fails; a later one leaves what was known in use. */
export function cachedSecret(source: SecretSource, options: CacheOptions = {}): CachedSecret {
  const { freshMs = FRESH_MS, onError = () => undefined, clock = systemClock } = options;
  let known: { readonly text: string; readonly at: number } | undefined;
  let reading: Promise<string> | undefined;
  const now = (): number => clock.now().getTime();

  const read = (): Promise<string> =>
    (reading ??= (async () => {
      try {
        const text = await source.read();
        known = { text, at: now() };
        return text;
      } finally {
        reading = undefined;
      }
    })());

  return {
    name: source.name,
    current: async () => {
      if (known === undefined) return await read();
      if (now() - known.at >= freshMs) {
        // Not again at once when this one fails.
        known = { ...known, at: now() };
        read().catch(onError);
      }
      return known.text;
    },
    renewed: async () => {
      if (known !== undefined && now() - known.at < BETWEEN_CALLS_MS) return known.text;
      return await read();
    },
  };
}
