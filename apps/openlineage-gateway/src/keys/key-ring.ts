import { createHash, timingSafeEqual } from 'node:crypto';

/** A key as it is kept: never the key itself. */
export interface StoredKey {
  /** Who uses it; shown in logs. */
  readonly name: string;
  /** SHA-256 of the key, as hex. */
  readonly sha256: string;
  /** Job namespaces it may write to: exact, or with a `*` at the end. Empty: all. */
  readonly namespaces: readonly string[];
}

/** Who sends, and what they may send. */
export interface Sender {
  readonly name: string;
  /** True when events of this namespace (of the job, or of the dataset where there is no job) may be sent. */
  mayWrite(namespace: string): boolean;
}

export const anybody: Sender = { name: 'anonymous', mayWrite: () => true };

/** Finds the sender of a key; undefined when nobody has it. Takes the same time whatever the key. */
export function createKeyRing(keys: readonly StoredKey[]): (key: string) => Sender | undefined {
  const ring = keys.map(({ name, sha256, namespaces }) => ({
    hash: Buffer.from(sha256, 'hex'),
    sender: { name, mayWrite: (namespace: string) => isAllowed(namespaces, namespace) },
  }));
  return (key) => {
    const hash = createHash('sha256').update(key).digest();
    let found: Sender | undefined;
    for (const entry of ring) if (timingSafeEqual(entry.hash, hash)) found = entry.sender;
    return found;
  };
}

const isAllowed = (patterns: readonly string[], namespace: string): boolean =>
  patterns.length === 0 ||
  patterns.some((pattern) =>
    pattern.endsWith('*') ? namespace.startsWith(pattern.slice(0, -1)) : namespace === pattern,
  );
