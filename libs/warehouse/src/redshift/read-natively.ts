import type { RedshiftDataClient } from '@aws-sdk/client-redshift-data';

/** What we use of the SDK's protocol; its own type is a union that cannot be called. */
interface Protocol {
  deserializeResponse(operation: Operation, context: Context, response: Response): Promise<object>;
}
interface Operation {
  readonly name: string;
}
interface Context {
  readonly streamCollector: (body: unknown) => Promise<Uint8Array>;
}
interface Response {
  readonly statusCode: number;
  readonly body?: unknown;
}

/**
 * Lets a client read pages of results with JSON.parse alone. The SDK (3.1163) walks over every field after that and makes a new object and a
 * set for each: half the processor time of reading 42,600 statements. The one difference: a blob stays the base64 that it came as.
 */
export function readNatively(client: RedshiftDataClient): RedshiftDataClient {
  const protocol = client.config.protocol as Protocol;
  const deserialize = protocol.deserializeResponse.bind(protocol);
  protocol.deserializeResponse = async (operation, context, response) => {
    if (operation.name !== 'GetStatementResult' || response.statusCode !== 200)
      return await deserialize(operation, context, response);
    const { buffer, byteOffset, byteLength } = await context.streamCollector(response.body);
    const page = JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8')) as object;
    return { ...page, $metadata: { httpStatusCode: response.statusCode } };
  };
  return client;
}
