/** Where a text is kept that may change there: credentials, keys. */
export interface SecretSource {
  /** For people: `secret tributary/db`. */
  readonly name: string;
  /** The text as it is there now. Throws SecretError when it cannot be had. */
  read(): Promise<string>;
}

/** A secret that cannot be read; the message says what to do. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}
