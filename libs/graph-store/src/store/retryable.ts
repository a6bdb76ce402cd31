// https://www.postgresql.org/docs/current/errcodes-appendix.html
const transient = [
  /^08/, // connection exceptions
  /^40/, // serialization failure, deadlock
  /^53/, // out of connections, memory, disk
  /^55/, // lock not available, object in use
  /^57/, // cancelled, shutting down, starting up
  /^58/, // system errors
];
const poison = [
  /^22/, // a value that its column cannot hold
  /^23/, // a constraint
  /^54/, // a program limit, such as an index row that is too long
];
const network = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

// Not `instanceof`: an error of a socket may come from another realm, as under jest.
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** True when the same work may succeed on another try: dropped connections, deadlocks, a database that is starting or full. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error);
  if (network.has(code) || transient.some((pattern) => pattern.test(code))) return true;
  // pg reports a connection lost in the middle of a query without a code.
  return (
    error instanceof Error &&
    /connection terminated|connection ended|not queryable|timeout exceeded when trying to connect/i.test(
      error.message,
    )
  );
}

/** True when the data itself was refused: trying again cannot help, leaving out the offending row can. */
export function isRefusedData(error: unknown): boolean {
  const code = codeOf(error);
  return poison.some((pattern) => pattern.test(code));
}
