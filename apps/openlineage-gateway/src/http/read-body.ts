import type { IncomingMessage } from 'node:http';
import { type Encoding, readContentHeaders } from './content-headers';
import { type Unpackable, createInflater } from './inflate-body';
import type { Ticket } from './load';
import { type Refusal, busy } from './refusal';

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

/** Gives the text of a JSON body, without its byte-order mark; a refusal when it is too large, damaged, or no UTF-8. */
export type ReadBody = (
  request: IncomingMessage,
  /** Hears of memory that the body takes, and has a large one wait for its turn. */
  ticket: Pick<Ticket, 'hold' | 'turn'>,
) => Promise<{ readonly text: string } | Refusal>;

export function createBodyReader({ compressedBytes, inflatedBytes }: BodyLimits): ReadBody {
  const inflate = createInflater(inflatedBytes);
  return async (request, ticket) => {
    const encoding = readContentHeaders(request.headers);
    if (typeof encoding !== 'string') return encoding;
    const raw = await readRaw(request, compressedBytes, ticket.hold);
    const completeAt = performance.now();
    if (raw === null) return tooLarge(`the body has more than ${compressedBytes} bytes`);
    const body = encoding === 'identity' ? asItIs(raw) : await inflate(raw, encoding);
    if (body === 'damaged') return damaged(encoding);
    if (body === 'too-large' || body.bytes > inflatedBytes)
      return tooLarge(`the body inflates to more than ${inflatedBytes} bytes`);
    if (!(await ticket.turn(body.bytes, completeAt))) return busy;
    if (encoding !== 'identity') ticket.hold(body.bytes);
    const bytes = await body.unpack();
    try {
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
    } catch {
      return { status: 400, code: 'not-utf-8', detail: 'the body is not UTF-8' };
    }
  };
}

/**
 * All bytes of the body, or null when there are too many. What is too much is read and thrown away for a while: a client that is
 * still writing when the connection closes never sees the answer.
 */
function readRaw(
  request: IncomingMessage,
  limit: number,
  hold: (bytes: number) => void,
): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > 4 * limit) {
        request.removeAllListeners('data').pause();
        resolve(null);
      } else if (size > limit) chunks.length = 0;
      else {
        chunks.push(chunk);
        hold(chunk.length);
      }
    });
    request.once('end', () =>
      resolve(size > limit ? null : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)),
    );
    const gone = (error?: Error): void =>
      reject(new ClientGoneError('the client went away', { cause: error }));
    request.once('error', gone);
    // Every request closes at last; an error is dear to make.
    request.once('close', () => {
      if (!request.readableEnded) gone();
    });
  });
}

const asItIs = (raw: Buffer): Unpackable => ({ bytes: raw.length, unpack: async () => raw });

const damaged = (encoding: Encoding): Refusal => ({
  status: 400,
  code: 'damaged-encoding',
  detail: `the body is not ${encoding}, as its header says`,
});
const tooLarge = (detail: string): Refusal => ({
  status: 413,
  code: 'too-large',
  detail,
  headers: { connection: 'close' },
});
