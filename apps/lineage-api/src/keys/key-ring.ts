import { createHash, timingSafeEqual } from 'node:crypto';

/** The keys that may ask, as their hashes. */
export interface KeyRing {
  holds(key: string): Promise<boolean>;
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares with every hash in constant time, so that neither the time nor the order tells anything about them. */
export function holdsKey(hashes: readonly Buffer[], key: string): boolean {
  const given = sha256(key);
  return hashes.reduce((held, hash) => timingSafeEqual(hash, given) || held, false);
}
