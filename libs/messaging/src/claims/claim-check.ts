import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { BlobStore } from './blob-store';

/** What travels instead of a body that is too large: `{"type":"claim-check","version":1,"key":"<sha256>.json.gz",…}`. */
const claimCheck = z.object({
  type: z.literal('claim-check'),
  version: z.literal(1),
  key: z.string().min(1),
  sha256: z.string(),
  bytes: z.number(),
});
export type ClaimCheck = z.infer<typeof claimCheck>;

/** Thrown when the object behind a claim check is not what was stored. */
export class ClaimCorruptError extends Error {
  override readonly name = 'ClaimCorruptError';
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Stores a body under its own hash (twice is once) and gives the claim to send in its place. */
export async function checkIn(body: string, blobs: BlobStore): Promise<ClaimCheck> {
  const hash = sha256(body);
  const key = `${hash}.json.gz`;
  await blobs.put(key, await promisify(gzip)(body));
  return { type: 'claim-check', version: 1, key, sha256: hash, bytes: Buffer.byteLength(body) };
}

/** The claim that a parsed body is, or undefined for an ordinary message. */
export function asClaim(body: unknown): ClaimCheck | undefined {
  const parsed = claimCheck.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** Fetches the body behind a claim. Throws ClaimMissingError or ClaimCorruptError; other errors may pass. */
export async function checkOut(claim: ClaimCheck, blobs: BlobStore): Promise<string> {
  const stored = await blobs.get(claim.key);
  const body = await promisify(gunzip)(stored).then(
    (text) => text.toString('utf8'),
    (error: unknown) => {
      throw new ClaimCorruptError(`${claim.key} is not gzip`, { cause: error });
    },
  );
  if (sha256(body) !== claim.sha256) {
    throw new ClaimCorruptError(`${claim.key} does not have the hash it was stored under`);
  }
  return body;
}
