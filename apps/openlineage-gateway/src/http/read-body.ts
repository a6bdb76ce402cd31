import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';
import { type Encoding, readContentHeaders } from './content-headers';
import type { Refusal } from './refusal';

export interface BodyLimits {
  /** Of the body as it travels. */
  readonly compressedBytes: number;
  /** Of the body after inflating; enforced while inflating. */
  readonly inflatedBytes: number;
}

/** Thrown when the client went away before its body was complete: there is nobody to answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
}

/** The text of a JSON body, without its byte-order mark; a refusal when it is too large, damaged, or no UTF-8. */
export async function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  /** Hears of memory that the body takes. */
  hold: (bytes: number) => void = () => undefined,
): Promise<{ readonly text: string } | Refusal> {
  const encoding = readContentHeaders(request.headers);
  if (typeof encoding !== 'string') return encoding;
  const raw = await readRaw(request, limits.compressedBytes, hold);
  if (raw === null) return tooLarge(`the body has more than ${limits.compressedBytes} bytes`);
  const bytes = await decode(raw, encoding, limits.inflatedBytes);
  if (!Buffer.isBuffer(bytes)) return bytes;
  if (bytes !== raw) hold(bytes.length);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { status: 400, code: 'not-utf-8', detail: 'the body is not UTF-8' };
  }
}

/**
 * All bytes of the body, or null when there are too many. What is too much is read and thrown away for a while: a client that is
 * still writing when the connection closes never sees the answer.
 */
async function readRaw(
  request: IncomingMessage,
  limit: number,
  hold: (bytes: number) => void,
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Leaving the loop must not destroy the request: its socket carries the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > 4 * limit) return null;
      if (size > limit) chunks.length = 0;
      else {
        chunks.push(chunk);
        hold(chunk.length);
      }
    }
  } catch (error) {
    throw new ClientGoneError('the client went away', { cause: error });
  }
  return size > limit ? null : Buffer.concat(chunks);
}

async function decode(raw: Buffer, encoding: Encoding, limit: number): Promise<Buffer | Refusal> {
  if (encoding === 'identity') return raw.length > limit ? inflatesTooMuch(limit) : raw;
  // Some clients send deflate without the zlib wrapper that RFC 9110 asks for; its first byte tells.
  const unpack = encoding === 'gzip' ? gunzip : ((raw[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw;
  try {
    return await promisify<Buffer, { maxOutputLength: number }, Buffer>(unpack)(raw, {
      maxOutputLength: limit,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return inflatesTooMuch(limit);
    return {
      status: 400,
      code: 'damaged-encoding',
      detail: `the body is not ${encoding}, as its header says`,
    };
  }
}

const inflatesTooMuch = (limit: number): Refusal => tooLarge(`the body inflates to more than ${limit} bytes`);
const tooLarge = (detail: string): Refusal => ({
  status: 413,
  code: 'too-large',
  detail,
  headers: { connection: 'close' },
});
