import { createHash } from 'node:crypto';

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html: up to 128 letters, digits and ASCII punctuation.
const legal = /^[\x21-\x7e]{1,128}$/;

/** A message group id for any text: itself where SQS takes it, else its hash. */
export const groupIdOf = (text: string): string =>
  legal.test(text) ? text : createHash('sha256').update(text).digest('hex');
