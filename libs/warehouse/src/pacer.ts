import { pause } from '@tributary/service-kit';

/** Keeps calls apart so that no more than `perSecond` start in a second, however many ask at once. */
export function pacer(perSecond: number): (signal?: AbortSignal) => Promise<void> {
  let next = 0;
  return async (signal) => {
    const now = Date.now();
    const at = Math.max(now, next);
    next = at + 1000 / perSecond;
    if (at > now) await pause(at - now, signal);
  };
}
