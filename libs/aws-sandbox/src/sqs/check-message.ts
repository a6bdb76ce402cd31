import { AwsError } from '../http/aws-error';
import type { MessageAttribute } from './message';

// #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF (SendMessage, "Important"); lone surrogates fall out by the u flag.
const FORBIDDEN = /[^\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const MOST_ATTRIBUTES = 10;

export interface Sendable {
  readonly MessageBody?: string;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

/** What SQS counts against its limits: bytes of the body, and of names, types and values of the attributes. */
export function messageBytes({ MessageBody = '', MessageAttributes = {} }: Sendable): number {
  let bytes = Buffer.byteLength(MessageBody);
  for (const [name, attribute] of Object.entries(MessageAttributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType);
    bytes +=
      Buffer.byteLength(attribute.StringValue ?? '') +
      Buffer.from(attribute.BinaryValue ?? '', 'base64').length;
  }
  return bytes;
}

/** Throws what SQS answers for a message that it does not take. */
export function checkMessage(message: Sendable, maximumBytes: number): void {
  const { MessageBody = '', MessageAttributes = {} } = message;
  if (MessageBody === '')
    throw new AwsError(
      'com.amazonaws.sqs#MissingParameter',
      'The request must contain the parameter MessageBody.',
    );
  const texts = [MessageBody, ...Object.values(MessageAttributes).map(({ StringValue = '' }) => StringValue)];
  if (texts.some((text) => FORBIDDEN.test(text))) {
    throw new AwsError(
      'com.amazonaws.sqs#InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.',
    );
  }
  if (Object.keys(MessageAttributes).length > MOST_ATTRIBUTES) {
    throw new AwsError(
      'com.amazonaws.sqs#InvalidParameterValue',
      `Number of message attributes exceeds the allowed maximum [${MOST_ATTRIBUTES}].`,
    );
  }
  const bytes = messageBytes(message);
  if (bytes > maximumBytes) {
    throw new AwsError(
      'com.amazonaws.sqs#InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${maximumBytes} bytes.`,
    );
  }
}
