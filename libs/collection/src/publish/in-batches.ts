export interface BatchLimits {
  readonly items: number;
  readonly bytes: number;
}

export interface Batch<T> {
  readonly items: T[];
  readonly bytes: number;
}

/** Groups items so that no group has more than the limits; an item above the byte limit is a group of its own. */
export async function* inBatches<T>(
  items: AsyncIterable<T> | Iterable<T>,
  limits: BatchLimits,
  bytesOf: (item: T) => number,
): AsyncGenerator<Batch<T>> {
  let batch: T[] = [];
  let bytes = 0;
  for await (const item of items) {
    const size = bytesOf(item);
    if (batch.length > 0 && (batch.length >= limits.items || bytes + size > limits.bytes)) {
      yield { items: batch, bytes };
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield { items: batch, bytes };
}
