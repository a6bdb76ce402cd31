import { type Window, startEarly } from '@tributary/collection';

/** Reads a window in a number of parts of the same length, in order: while one is worked on, the warehouse is already busy with the next. */
export async function* inParts<T>(
  window: Window,
  count: number,
  read: (part: Window) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const parts = partsOf(window, count);
  const start = (place: number): AsyncIterableIterator<T> | null =>
    parts[place] === undefined ? null : startEarly(read(parts[place]));
  let current = start(0);
  let next: AsyncIterableIterator<T> | null = null;
  try {
    for (let place = 1; current !== null; place += 1) {
      for await (const item of current) {
        // Not before this part has answered: what is refused is asked for once.
        next ??= start(place);
        yield item;
      }
      current = next ?? start(place);
      next = null;
    }
  } finally {
    void next?.return?.().catch(() => undefined);
  }
}

function partsOf({ from, to }: Window, count: number): Window[] {
  const ms = to.getTime() - from.getTime();
  const at = (place: number): Date => new Date(from.getTime() + Math.floor((ms * place) / count));
  return Array.from({ length: count }, (_, place) => ({ from: at(place), to: at(place + 1) }));
}
