import type { z } from 'zod';
import { type BlobStore, ClaimMissingError } from '../claims/blob-store';
import { ClaimCorruptError, asClaim, checkOut } from '../claims/claim-check';
import type { IncomingMessage } from '../queue/queue';
import { type Outcome, reject, retry } from './outcome';

export type Read<M> = { readonly kind: 'message'; readonly value: M } | Outcome;

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Paths and expectations only: the message's own content never gets into a detail. */
function schemaComplaint(error: z.ZodError): Outcome {
  const unknown = error.issues.some((issue) => ['type', 'version'].includes(issue.path.join('.')));
  const detail = error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`)
    .join('; ');
  return reject(unknown ? 'unknown-message' : 'schema-mismatch', detail);
}

/** Turns a queue's message into ours: claim fetched, JSON parsed, schema checked; or says why that cannot be. */
export async function readMessage<M>(
  incoming: IncomingMessage,
  schema: z.ZodType<M>,
  blobs: BlobStore,
): Promise<Read<M>> {
  let parsed = parseJson(incoming.body);
  const claim = parsed === undefined ? undefined : asClaim(parsed.value);
  if (claim !== undefined) {
    try {
      parsed = parseJson(await checkOut(claim, blobs));
    } catch (error) {
      if (error instanceof ClaimMissingError) return reject('claim-missing', detailOf(error));
      if (error instanceof ClaimCorruptError) return reject('claim-corrupt', detailOf(error));
      return retry(error);
    }
  }
  if (parsed === undefined)
    return reject('malformed-json', `${incoming.body.length} characters that are not JSON`);
  const checked = schema.safeParse(parsed.value);
  return checked.success ? { kind: 'message', value: checked.data } : schemaComplaint(checked.error);
}
