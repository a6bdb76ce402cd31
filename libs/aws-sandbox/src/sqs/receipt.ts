import { randomBytes } from 'node:crypto';
import { AwsError } from '../http/aws-error';

/** A new receipt handle: `<message id>#<random>`. */
export const newReceipt = (messageId: string): string =>
  `${messageId}#${randomBytes(9).toString('base64url')}`;

/** The message that a receipt handle is for. Throws what SQS answers for text that is no receipt handle. */
export function messageIdOf(receipt: unknown): string {
  const id = /^([0-9a-f-]{36})#[\w-]{12}$/.exec(String(receipt))?.[1];
  if (id === undefined) {
    throw new AwsError(
      'com.amazonaws.sqs#ReceiptHandleIsInvalid',
      `The input receipt handle "${receipt}" is not a valid receipt handle.`,
    );
  }
  return id;
}
