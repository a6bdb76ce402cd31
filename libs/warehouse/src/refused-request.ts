import { awsErrorFacts } from './aws-error';
import { WarehouseError } from './warehouse-error';

/** The error of an Athena or Glue request that was refused for good. */
export function refusedRequest(what: string, error: unknown, signal?: AbortSignal): WarehouseError {
  if (error instanceof WarehouseError) return error;
  const { name, message } = awsErrorFacts(error);
  if (signal?.aborted === true)
    return new WarehouseError('aborted', `reading ${what} was cancelled on shutdown`, { cause: error });
  const code = /AccessDenied|UnauthorizedOperation/.test(name) ? 'permission-denied' : 'unreachable';
  return new WarehouseError(code, `${what} could not be read: ${name}: ${message}`, { cause: error });
}
