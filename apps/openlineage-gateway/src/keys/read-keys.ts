import { z } from 'zod';
import type { StoredKey } from './key-ring';

const keyFile = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        sha256: z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hex digits: printf %s "$KEY" | sha256sum'),
        namespaces: z.array(z.string().min(1)).default([]),
      }),
    )
    .min(1),
});

/** Reads `{"keys":[{"name":"airflow","sha256":"…","namespaces":["airflow-prod"]}]}`. Throws an Error that names every fault and shows no value. */
export function readKeys(text: string): readonly StoredKey[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('is not JSON');
  }
  const parsed = keyFile.safeParse(value);
  if (parsed.success) return parsed.data.keys;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new Error(`cannot be used: ${faults.join('; ')}`);
}
