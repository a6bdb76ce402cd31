import { pause } from '@tributary/service-kit';

/** Keeps calls apart so that no more than `perSecond` start within any second, however many ask at once. */
export function pacer(perSecond: number): (signal?: AbortSignal) => Promise<void> {
  const startOf = startTimes(perSecond);
  return async (signal) => {
    const now = Date.now();
    const at = startOf(now);
    if (at > now) await pause(at - now, signal);
  };
}

/** Gives the time at which a call may start that asks at a time: at once, or a second after the start of the `perSecond`-th before it. */
export function startTimes(perSecond: number): (now: number) => number {
  const last = new Float64Array(perSecond);
  let place = 0;
  return (now) => {
    const at = Math.max(now, last[place]! + 1000);
    last[place] = at;
    place = (place + 1) % perSecond;
    return at;
  };
}
