import { promisify } from 'node:util';
import {
  type ZlibOptions,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import { collectGarbage } from './collect-garbage';
import type { Encoding } from './content-headers';

/** A body whose size is known before its memory is taken. */
export interface Unpackable {
  readonly bytes: number;
  unpack(): Promise<Buffer>;
}

/** Finds out what a body unpacks to, never further than the limit. */
export type Inflate = (
  raw: Buffer,
  encoding: Exclude<Encoding, 'identity'>,
) => Promise<Unpackable | 'too-large' | 'damaged'>;

/**
 * Events are mostly a few KiB: done in place that costs 20 µs, by way of the thread pool 150. What turns out larger goes the long way, so that a
 * bomb holds up the others for a millisecond at most.
 */
const SMALL_BYTES = 64 * 1024;
const SMALL_INFLATED_BYTES = 512 * 1024;

/** Of the larger ones one at a time is counted. */
export function createInflater(limit: number, collect = collectGarbage): Inflate {
  let turn: Promise<unknown> = Promise.resolve();
  return async (raw, encoding) => {
    const form = forms[formOf(raw, encoding)];
    if (raw.length <= SMALL_BYTES) {
      const small = inPlace(() => form.now(raw, { maxOutputLength: Math.min(limit, SMALL_INFLATED_BYTES) }));
      if (typeof small !== 'string') return { bytes: small.length, unpack: async () => small };
      if (small === 'damaged' || limit <= SMALL_INFLATED_BYTES) return small;
    }
    if (encoding === 'gzip' && declaresMoreThan(limit, raw)) return 'too-large';
    const counted = turn.then(() => count(raw, form.stream, limit, collect));
    turn = counted;
    const bytes = await counted;
    if (typeof bytes === 'string') return bytes;
    // All of it into one piece: a large piece goes back to the system as soon as it is free.
    return { bytes, unpack: () => form.later(raw, { chunkSize: bytes + 64 }) };
  };
}

const forms = {
  gzip: { now: gunzipSync, later: promisify<Buffer, ZlibOptions, Buffer>(gunzip), stream: createGunzip },
  zlib: { now: inflateSync, later: promisify<Buffer, ZlibOptions, Buffer>(inflate), stream: createInflate },
  raw: {
    now: inflateRawSync,
    later: promisify<Buffer, ZlibOptions, Buffer>(inflateRaw),
    stream: createInflateRaw,
  },
};

/** Some clients send deflate without the zlib wrapper that RFC 9110 asks for; its first byte tells. */
const formOf = (raw: Buffer, encoding: Encoding): keyof typeof forms =>
  encoding === 'gzip' ? 'gzip' : ((raw[0] ?? 0) & 0x0f) === 8 ? 'zlib' : 'raw';

const COUNTING_PIECE = 256 * 1024;
/** Pieces that nobody needs any more are memory until they are collected: without that twenty bombs left the process 54 MiB larger. */
const COLLECT_EVERY = 8 * 1_048_576;

/** What a body unpacks to, counted and thrown away piece by piece: a bomb is found out before anything is as large as it. */
function count(
  raw: Buffer,
  createStream: typeof createGunzip,
  limit: number,
  collect: () => void,
): Promise<number | 'too-large' | 'damaged'> {
  return new Promise((resolve) => {
    const stream = createStream({ chunkSize: COUNTING_PIECE });
    let bytes = 0;
    let collected = 0;
    stream.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes - collected >= COLLECT_EVERY) {
        collected = bytes;
        collect();
      }
      if (bytes <= limit) return;
      stream.destroy();
      resolve('too-large');
    });
    stream.once('end', () => resolve(bytes));
    stream.once('error', () => resolve('damaged'));
    stream.end(raw);
  });
}

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

function inPlace(unpack: () => Buffer): Buffer | 'too-large' | 'damaged' {
  try {
    return unpack();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged';
  }
}
