import type { SQSClient } from '@aws-sdk/client-sqs';

/** What we use of the SDK's protocol; its own type is a union that cannot be called. */
interface Protocol {
  serializeRequest(operation: unknown, input: object, context: unknown): Promise<{ body?: unknown }>;
}

/**
 * Lets a client write its requests with JSON.stringify. The SDK (3.1163) writes them character by character in JavaScript: 1.5 s for the 60 MB
 * of a month's 42,600 statements, against 0.5. What we send has neither blobs nor dates, which JSON.stringify would write otherwise.
 */
export function writeNatively(client: SQSClient): SQSClient {
  const protocol = client.config.protocol as Protocol;
  const serialize = protocol.serializeRequest.bind(protocol);
  protocol.serializeRequest = async (operation, input, context) =>
    Object.assign(await serialize(operation, {}, context), { body: Buffer.from(JSON.stringify(input)) });
  return client;
}
