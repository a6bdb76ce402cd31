import { setTimeout as sleep } from 'node:timers/promises';

export interface BackoffOptions {
  readonly firstMs?: number;
  readonly slowestMs?: number;
  /** Stands in for Math.random in tests. */
  readonly random?: () => number;
}

/** The pause before attempt `attempt + 1` (first attempt = 0): doubling up to a limit, between half and all of it so that many never retry in step. */
export function backoff(attempt: number, options: BackoffOptions = {}): number {
  const { firstMs = 100, slowestMs = 5_000, random = Math.random } = options;
  const full = Math.min(slowestMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (random() * full) / 2);
}

/** Waits; returns early, without throwing, when the signal aborts. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error;
  });
}
