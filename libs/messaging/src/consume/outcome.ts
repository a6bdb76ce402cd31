/** Why a message can never be handled. The first five are the consumer's own; a handler adds what only it can know. */
export type RejectCode =
  | 'malformed-json'
  | 'unknown-message'
  | 'schema-mismatch'
  | 'claim-missing'
  | 'claim-corrupt'
  | 'parse-timeout'
  | 'not-storable';

/** The only three answers to a message: it is durable one step further on; not now; never. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly cause: unknown; readonly delaySeconds?: number }
  | { readonly kind: 'reject'; readonly code: RejectCode; readonly detail: string };

/** The message's effect is durable: delete it. */
export const done = (): Outcome => ({ kind: 'done' });

/** Trouble that may pass: the message comes again, after `delaySeconds` or a pause that grows with its receive count. */
export const retry = (cause: unknown, delaySeconds?: number): Outcome =>
  delaySeconds === undefined ? { kind: 'retry', cause } : { kind: 'retry', cause, delaySeconds };

/** The message can never be handled: it goes to the dead-letter queue with the code. */
export const reject = (code: RejectCode, detail: string): Outcome => ({ kind: 'reject', code, detail });
