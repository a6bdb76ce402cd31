import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error';

/** The whole request body. Throws AwsError 413 above `limitBytes`. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes)
      throw new AwsError('RequestEntityTooLarge', `The request has more than ${limitBytes} bytes.`, 413);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
