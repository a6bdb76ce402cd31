import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Namespace of the identifiers that we derive; fixed for ever, since a run's identity hangs on it. */
const DERIVED = '6f1d8a52-3c0b-5e47-9a64-2d7e81f0c3b5';

/** A UUID of any version in lower case; anything else becomes a UUIDv5 of job and id, the same every time. */
export function normalizeRunId(
  written: string,
  job: { readonly namespace: string; readonly name: string },
): { readonly id: string; readonly derived: boolean } {
  const lower = written.toLowerCase();
  if (UUID.test(lower)) return { id: lower, derived: false };
  return { id: uuidV5(DERIVED, `${job.namespace}|${job.name}|${written}`), derived: true };
}

/** RFC 9562 version 5: SHA-1 of namespace and name. */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replace(/-/g, ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
