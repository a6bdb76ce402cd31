/** What the command ends with; also in `tributary --help`. */
export const exitCodes = {
  ok: 0,
  /** Something outside failed: a service, the network, the database. */
  failure: 1,
  /** Wrong use: an unknown option, a file that is not there, input that cannot be read. */
  usage: 2,
  /** Done, but some items were skipped or are not known; the output says which. */
  partial: 3,
} as const;

/** Ends the command with one clear line for the person at the terminal instead of a stack trace. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    message: string,
    readonly exitCode: number = exitCodes.usage,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
