import { createHash } from 'node:crypto';
import type { MessageAttribute } from './message';

/** MD5 of a body, as SDKs check it. */
export const bodyDigest = (body: string): string => createHash('md5').update(body).digest('hex');

const STRING_VALUE = Buffer.from([1]);
const BINARY_VALUE = Buffer.from([2]);

/** MD5 of message attributes: names in order; each of name, type and value with its length (SQS Developer Guide, "Calculating the MD5"). */
export function attributesDigest(attributes: Readonly<Record<string, MessageAttribute>>): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const attribute = attributes[name] as MessageAttribute;
    const binary = attribute.DataType.startsWith('Binary');
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    hash.update(binary ? BINARY_VALUE : STRING_VALUE);
    add(
      binary ? Buffer.from(attribute.BinaryValue ?? '', 'base64') : Buffer.from(attribute.StringValue ?? ''),
    );
  }
  return hash.digest('hex');
}
