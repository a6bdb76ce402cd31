/** Thrown when nobody takes the answer any more. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';

  constructor(options?: ErrorOptions) {
    super('the client went away, or took nothing for a minute', options);
  }
}
