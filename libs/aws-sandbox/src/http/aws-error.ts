/** An error as AWS services answer it: a code that SDKs turn into a class of that name, a message, an HTTP status. */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
