import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { createInflater } from './inflate-body';

const MIB = 1_048_576;
const inflater = createInflater(4 * MIB);
/** The body, after its size was told right; or what is wrong with it. */
async function inflate(...packed: Parameters<typeof inflater>): Promise<Buffer | string> {
  const found = await inflater(...packed);
  if (typeof found === 'string') return found;
  const body = await found.unpack();
  return body.length === found.bytes ? body : 'of another size than was told';
}
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);
/** Cannot be made smaller, so that it is large however it travels. */
const noise = randomBytes(100 * 1024);
const isSame = (inflated: Buffer | string, body: Buffer): boolean =>
  Buffer.isBuffer(inflated) && inflated.equals(body);

describe('a body', () => {
  it.each([
    ['small', Buffer.from('{"a":1}')],
    ['large when unpacked', zeros(3 * MIB)],
    ['large as it travels', noise],
    ['as large as is allowed', zeros(4 * MIB)],
    ['empty', zeros(0)],
  ])('that is %s comes out as it went in', async (_what, body) => {
    expect(isSame(await inflate(gzipSync(body), 'gzip'), body)).toBe(true);
    expect(isSame(await inflate(deflateSync(body), 'deflate'), body)).toBe(true);
    expect(isSame(await inflate(deflateRawSync(body), 'deflate'), body)).toBe(true);
  });

  it.each([
    ['one byte too many', 4 * MIB + 1],
    ['far too many bytes', 64 * MIB],
  ])('with %s is too large', async (_what, bytes) => {
    expect(await inflate(gzipSync(zeros(bytes)), 'gzip')).toBe('too-large');
    expect(await inflate(deflateSync(zeros(bytes)), 'deflate')).toBe('too-large');
  });

  it('that understates its size is too large all the same', async () => {
    const packed = gzipSync(zeros(64 * MIB));
    packed.writeUInt32LE(100, packed.length - 4);

    expect(await inflate(packed, 'gzip')).toBe('too-large');
  });

  it.each([
    ['small', Buffer.from('{"a":1}')],
    ['large as it travels', noise],
  ])('that is %s and cut off is damaged', async (_what, body) => {
    const packed = gzipSync(body);

    expect(await inflate(packed.subarray(0, packed.length - 9), 'gzip')).toBe('damaged');
    expect(await inflate(packed.subarray(0, 10), 'gzip')).toBe('damaged');
  });

  it('that was never packed is damaged', async () => {
    expect(await inflate(Buffer.from('plain'), 'gzip')).toBe('damaged');
    expect(await inflate(zeros(0), 'gzip')).toBe('damaged');
  });
});

it('of large bodies that come together each gets its own', async () => {
  const bodies = [1, 2, 3].map((fill) => Buffer.alloc(2 * MIB, fill));

  const inflated = await Promise.all(bodies.map((body) => inflate(gzipSync(body), 'gzip')));

  expect(inflated.map((one, i) => isSame(one, bodies[i]!))).toEqual([true, true, true]);
});
