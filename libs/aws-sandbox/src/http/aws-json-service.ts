import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AwsError } from './aws-error';
import { readBody } from './read-body';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each operation checks its own input
export type AwsOperation = (input: any) => object | Promise<object>;

export interface AwsJsonServiceOptions {
  /** Protocol: SQS speaks 1.0; Redshift Data, Athena, Glue and Secrets Manager 1.1. */
  readonly version: '1.0' | '1.1';
  /** Before the dot of `X-Amz-Target`: `AmazonSQS`, `RedshiftData`. */
  readonly targetPrefix: string;
  readonly operations: Readonly<Record<string, AwsOperation>>;
  readonly bodyLimitBytes?: number;
}

/** Speaks the AWS JSON protocol: one POST address, the operation in `X-Amz-Target`, errors with a `__type`. */
export function awsJsonService(options: AwsJsonServiceOptions): RequestListener {
  const { version, targetPrefix, operations, bodyLimitBytes = 16 * 1024 * 1024 } = options;
  const contentType = `application/x-amz-json-${version}`;

  const answer = (
    response: ServerResponse,
    status: number,
    body: object,
    headers: Record<string, string> = {},
  ): void => {
    const text = JSON.stringify(body);
    response.writeHead(status, {
      'content-type': contentType,
      'content-length': Buffer.byteLength(text),
      ...headers,
    });
    response.end(text);
  };

  const perform = async (request: IncomingMessage): Promise<object> => {
    const [prefix, name = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const operation = prefix === targetPrefix ? operations[name] : undefined;
    if (operation === undefined)
      throw new AwsError('UnknownOperationException', `This sandbox does not know ${prefix}.${name}.`);
    const body = (await readBody(request, bodyLimitBytes)).toString('utf8');
    return await operation(body === '' ? {} : JSON.parse(body));
  };

  return (request, response) => {
    perform(request).then(
      (result) => answer(response, 200, result),
      (error: unknown) => {
        const failure =
          error instanceof AwsError
            ? error
            : new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
        const fault = failure.status < 500 ? 'Sender' : 'Receiver';
        answer(
          response,
          failure.status,
          { __type: failure.code, message: failure.message },
          {
            'x-amzn-query-error': `${failure.code.split('#').pop()};${fault}`,
          },
        );
      },
    );
  };
}
