import { promisify } from 'node:util';
import {
  type ZlibOptions,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import type { Encoding } from './content-headers';

export type Inflated = Buffer | 'too-large' | 'damaged';

/**
 * Events are mostly a few KiB: done in place that costs 20 µs, by way of the thread pool 150. What turns out larger goes the long way, so that a
 * bomb holds up the others for a millisecond at most.
 */
const SMALL_BYTES = 64 * 1024;
const SMALL_INFLATED_BYTES = 512 * 1024;

/** Unpacks bodies, never further than `limit` bytes. Of the large ones one at a time: each may take as much memory as the limit. */
export function createInflater(
  limit: number,
): (raw: Buffer, encoding: Exclude<Encoding, 'identity'>) => Promise<Inflated> {
  let turn: Promise<unknown> = Promise.resolve();
  return async (raw, encoding) => {
    const unpack = unpackers[kindOf(raw, encoding)];
    if (raw.length <= SMALL_BYTES) {
      const small = outcomeOf(() =>
        unpack.now(raw, { maxOutputLength: Math.min(limit, SMALL_INFLATED_BYTES) }),
      );
      if (small !== 'too-large' || limit <= SMALL_INFLATED_BYTES) return small;
    }
    if (encoding === 'gzip' && declaresMoreThan(limit, raw)) return 'too-large';
    // All of it into one piece: memory that is not touched is not taken, and a large piece goes back to the system as soon as it is free. Twenty
    // bombs in pieces of 16 KiB left the process 98 MiB larger.
    const options = { maxOutputLength: limit, chunkSize: limit + 1 };
    const mine = turn.then(() => unpack.later(raw, options).catch(outcomeOfError));
    turn = mine;
    return await mine;
  };
}

const unpackers = {
  gzip: { now: gunzipSync, later: promisify<Buffer, ZlibOptions, Buffer>(gunzip) },
  zlib: { now: inflateSync, later: promisify<Buffer, ZlibOptions, Buffer>(inflate) },
  raw: { now: inflateRawSync, later: promisify<Buffer, ZlibOptions, Buffer>(inflateRaw) },
};

/** Some clients send deflate without the zlib wrapper that RFC 9110 asks for; its first byte tells. */
const kindOf = (raw: Buffer, encoding: Encoding): keyof typeof unpackers =>
  encoding === 'gzip' ? 'gzip' : ((raw[0] ?? 0) & 0x0f) === 8 ? 'zlib' : 'raw';

/** Deflate makes nothing more than so many times smaller. */
const MOST_RATIO = 1032;

/**
 * The last four bytes of gzip are its size unpacked, modulo 2^32: most bombs say what they are. What a body of that length cannot hold is no
 * size but where a body was cut off.
 */
function declaresMoreThan(limit: number, raw: Buffer): boolean {
  const size = raw.readUInt32LE(raw.length - 4);
  return size > limit && size <= raw.length * MOST_RATIO;
}

function outcomeOf(unpack: () => Buffer): Inflated {
  try {
    return unpack();
  } catch (error) {
    return outcomeOfError(error);
  }
}

const outcomeOfError = (error: unknown): Inflated =>
  (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged';
