import { SQSClient } from '@aws-sdk/client-sqs';
import { writeNatively } from './write-natively';

export interface SqsClientOptions {
  readonly region: string;
  /** Usually unset: the SDK reads AWS_ENDPOINT_URL_SQS by itself. */
  readonly endpoint?: string;
}

// A long poll takes 20 s; a socket that is silent for longer is dead and would otherwise be waited for without end.
const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTION_TIMEOUT_MS = 5_000;

/** An SQS client by the SDK's standard variables (credentials, AWS_ENDPOINT_URL_SQS), with time limits on every call. */
export function sqsClient({ region, endpoint }: SqsClientOptions): SQSClient {
  const client = new SQSClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint, useQueueUrlAsEndpoint: false }),
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
    },
  });
  return writeNatively(client);
}
