import { hash } from 'node:crypto';
import type { DatasetName } from '@tributary/contracts';

// A projection asks for the key of one and the same object again and again: hashing each time was 2 of its 16 s.
const keys = new WeakMap<DatasetName, string>();

/** The fixed-length identity of a dataset name in the store: SHA-256 in hex of `namespace`, a line feed, `name`. */
export function nameKey(dataset: DatasetName): string {
  let key = keys.get(dataset);
  if (key === undefined) {
    key = hash('sha256', `${dataset.namespace}\n${dataset.name}`);
    keys.set(dataset, key);
  }
  return key;
}
