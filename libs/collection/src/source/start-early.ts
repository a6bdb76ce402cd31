/** Begins to read at once, up to the first item, and not only when somebody asks for it: a warehouse may work while others are waited for. */
export function startEarly<T>(items: AsyncIterable<T>): AsyncIterableIterator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let first: Promise<IteratorResult<T>> | null = iterator.next();
  // Whoever asks for the item is told; until then nobody minds.
  first.catch(() => undefined);
  return {
    next: () => {
      const item = first ?? iterator.next();
      first = null;
      return item;
    },
    return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
