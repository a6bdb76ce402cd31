import type { Window } from '@tributary/collection';
import { warehouseErrorCode } from '@tributary/warehouse';

const SHORTEST_MS = 60_000;

/** Reads a window, in halves when the Data API finds its result too large: such a statement fails before it has given a row. */
export async function* inHalves<T>(
  window: Window,
  read: (window: Window) => AsyncIterable<T>,
): AsyncGenerator<T> {
  let seen = false;
  try {
    for await (const item of read(window)) {
      seen = true;
      yield item;
    }
  } catch (error) {
    const ms = window.to.getTime() - window.from.getTime();
    if (seen || warehouseErrorCode(error) !== 'result-too-large' || ms <= SHORTEST_MS) throw error;
    const middle = new Date(window.from.getTime() + Math.floor(ms / 2));
    yield* inHalves({ from: window.from, to: middle }, read);
    yield* inHalves({ from: middle, to: window.to }, read);
  }
}
