import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AwsError } from './aws-error';
import { readBody } from './read-body';

export interface AwsCall {
  /** Fires when the caller hung up before its answer. */
  readonly signal: AbortSignal;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each operation checks its own input
export type AwsOperation = (input: any, call: AwsCall) => object | Promise<object>;

export interface AwsJsonServiceOptions {
  /** Protocol: SQS speaks 1.0; Redshift Data, Athena, Glue and Secrets Manager 1.1. */
  readonly version: '1.0' | '1.1';
  /** Before the dot of `X-Amz-Target`: `AmazonSQS`, `RedshiftData`. */
  readonly targetPrefix: string;
  readonly operations: Readonly<Record<string, AwsOperation>>;
  /** For services that once spoke the query protocol: the old names of codes, for `x-amzn-query-error`. */
  readonly queryErrorCodes?: Readonly<Record<string, string>>;
  readonly bodyLimitBytes?: number;
}

/** Speaks the AWS JSON protocol: one POST address, the operation in `X-Amz-Target`, errors with a `__type`. */
export function awsJsonService(options: AwsJsonServiceOptions): RequestListener {
  const { version, targetPrefix, operations, queryErrorCodes, bodyLimitBytes = 16 * 1024 * 1024 } = options;
  const contentType = `application/x-amz-json-${version}`;

  const answer = (response: ServerResponse, status: number, body: object): void => {
    const text = JSON.stringify(body);
    response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) });
    response.end(text);
  };

  const perform = async (request: IncomingMessage, call: AwsCall): Promise<object> => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const [prefix, name = ''] = target.split('.');
    const known = prefix === targetPrefix && Object.hasOwn(operations, name);
    if (!known)
      throw new AwsError(
        'UnknownOperationException',
        `This sandbox does not know the operation '${target}'.`,
      );
    const input = parse(await readBody(request, bodyLimitBytes));
    return await operations[name]!(input, call);
  };

  return (request, response) => {
    const hangUp = new AbortController();
    response.once('close', () => hangUp.abort());
    perform(request, { signal: hangUp.signal }).then(
      (result) => answer(response, 200, result),
      (error: unknown) => {
        const { code, message, status } = asAwsError(error);
        if (queryErrorCodes !== undefined) {
          const short = code.split('#').pop() ?? code;
          const fault = status < 500 ? 'Sender' : 'Receiver';
          response.setHeader('x-amzn-query-error', `${queryErrorCodes[short] ?? short};${fault}`);
        }
        answer(response, status, { __type: code, message });
      },
    );
  };
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON.');
  }
}

const asAwsError = (error: unknown): AwsError =>
  error instanceof AwsError
    ? error
    : new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
