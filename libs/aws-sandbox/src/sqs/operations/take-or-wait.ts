import type { Delivery } from '../message';
import type { Queue } from '../queue';

/** A long poll: what `take` gives now, or as soon as it gives anything, or nothing when time is up or the caller hung up. */
export async function takeOrWait(
  queue: Queue,
  take: () => readonly Delivery[],
  waitMs: number,
  signal: AbortSignal,
): Promise<readonly Delivery[]> {
  const taken = take();
  if (taken.length > 0 || waitMs === 0) return taken;
  return await new Promise((resolve) => {
    const end = (deliveries: readonly Delivery[]): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      withdraw();
      resolve(deliveries);
    };
    const giveUp = (): void => end([]);
    const timer = setTimeout(giveUp, waitMs);
    signal.addEventListener('abort', giveUp);
    const withdraw = queue.whenReady(() => {
      const deliveries = take();
      if (deliveries.length > 0) end(deliveries);
    });
  });
}
