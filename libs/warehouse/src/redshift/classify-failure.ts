import { awsErrorFacts } from '../aws-error';
import { WarehouseError, type WarehouseErrorCode } from '../warehouse-error';

// The Data API gives no codes for what the database said: its text is all there is.
const BY_TEXT: readonly [RegExp, WarehouseErrorCode][] = [
  [/permission denied|not authorized|must be superuser|insufficient privilege/i, 'permission-denied'],
  [/(relation|function|table) .* does not exist|system (table|view).* not supported/i, 'relation-missing'],
  [/response exceeded size limit|packet for query is too large/i, 'result-too-large'],
  [/\b(paused|pausing|resizing|resuming|restoring)\b/i, 'warehouse-paused'],
];

const codeOf = (text: string): WarehouseErrorCode | undefined =>
  BY_TEXT.find(([pattern]) => pattern.test(text))?.[1];

/** The error of a statement that ended FAILED. */
export function failedStatement(name: string, text: string): WarehouseError {
  return new WarehouseError(codeOf(text) ?? 'statement-failed', `statement '${name}' failed: ${text}`);
}

/** The error of a request that the Data API refused. */
export function refusedRequest(name: string, error: unknown): WarehouseError {
  if (error instanceof WarehouseError) return error;
  const facts = awsErrorFacts(error);
  const code =
    facts.name === 'AccessDeniedException' ? 'permission-denied' : (codeOf(facts.message) ?? 'unreachable');
  return new WarehouseError(code, `statement '${name}' could not be run: ${facts.name}: ${facts.message}`, {
    cause: error,
  });
}
