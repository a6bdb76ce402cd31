import { createHash } from 'node:crypto';
import type { DatasetName } from '@tributary/contracts';

/** The fixed-length identity of a dataset name in the store: SHA-256 in hex of `namespace`, a line feed, `name`. */
export function nameKey({ namespace, name }: DatasetName): string {
  return createHash('sha256').update(`${namespace}\n${name}`).digest('hex');
}
