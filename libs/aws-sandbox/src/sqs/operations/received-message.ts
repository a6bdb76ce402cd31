import { attributesDigest, bodyDigest } from '../digest';
import type { Delivery } from '../message';

export interface ReceiveNames {
  readonly MessageAttributeNames?: readonly string[];
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
}

/** A delivery as the wire has it, with the attributes that were asked for. */
export function receivedMessage({ message, receipt }: Delivery, names: ReceiveNames): object {
  const wanted = names.MessageAttributeNames ?? [];
  const attributes = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) => wanted.some((pattern) => matches(pattern, name))),
  );
  const system: Record<string, string | undefined> = {
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    SenderId: 'sandbox',
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.sequenceNumber,
    DeadLetterQueueSourceArn: message.deadLetterSource,
  };
  const systemNames = [...(names.AttributeNames ?? []), ...(names.MessageSystemAttributeNames ?? [])];
  const shown = Object.entries(system).filter(
    ([name, value]) => value !== undefined && (systemNames.includes('All') || systemNames.includes(name)),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: receipt,
    Body: message.body,
    MD5OfBody: bodyDigest(message.body),
    MD5OfMessageAttributes: attributesDigest(attributes),
    MessageAttributes: Object.keys(attributes).length > 0 ? attributes : undefined,
    Attributes: shown.length > 0 ? Object.fromEntries(shown) : undefined,
  };
}

/** `All`, `.*`, a prefix with `.*`, or a name. */
const matches = (pattern: string, name: string): boolean =>
  pattern === 'All' || (pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -2)) : pattern === name);
