/** What an SDK error says about itself; the SDK's classes stay behind this door. */
export interface AwsErrorFacts {
  readonly name: string;
  readonly status: number | null;
  readonly message: string;
}

/** Reads an SDK (or network) error. */
export function awsErrorFacts(error: unknown): AwsErrorFacts {
  if (!(error instanceof Error)) return { name: 'Error', status: null, message: String(error) };
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, status: $metadata?.httpStatusCode ?? null, message: error.message };
}

const MAY_PASS = new Set([
  // Neither of the first three is retried by the SDK (3.1163), though each passes by itself.
  'ActiveStatementsExceededException',
  'ActiveSessionsExceededException',
  'ActiveWaitingRequestsExceededException',
  'ThrottlingException',
  'TooManyRequestsException',
  'InternalServerException',
  'InternalServerError',
  'InternalServiceException',
  'OperationTimeoutException',
  'FederationSourceRetryableException',
  'TimeoutError',
]);

const BROKEN_CONNECTION = new Set<unknown>(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** True for throttling, full queues, server faults and broken connections. */
export function mayPass(error: unknown): boolean {
  const { name, status } = awsErrorFacts(error);
  const code = (error as { code?: unknown } | null)?.code;
  return MAY_PASS.has(name) || (status !== null && status >= 500) || BROKEN_CONNECTION.has(code);
}
