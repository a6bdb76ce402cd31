/**
 * Takes an `aws-chunked` body apart, as SDKs send it with a checksum in the trailer:
 * `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n` → `hello`. Chunk extensions (signatures) are passed over.
 * Throws when the framing is broken.
 */
export function unchunk(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd < 0) throw new Error('aws-chunked: a chunk has no size line');
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error('aws-chunked: a chunk size is not a hexadecimal number');
    if (size === 0) return Buffer.concat(parts);
    const start = lineEnd + 2;
    if (start + size + 2 > body.length) throw new Error('aws-chunked: the body ends inside a chunk');
    parts.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}
