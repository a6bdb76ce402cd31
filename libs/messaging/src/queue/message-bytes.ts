import type { OutgoingMessage } from './queue';

/** What SQS counts: UTF-8 bytes of the body and of every attribute's name, type and value. */
export function messageBytes(message: OutgoingMessage, bodyBytes = Buffer.byteLength(message.body)): number {
  const attributes = Object.entries(message.attributes).map(
    ([name, value]) => Buffer.byteLength(name) + 'String'.length + Buffer.byteLength(value),
  );
  return attributes.reduce((sum, bytes) => sum + bytes, bodyBytes);
}
