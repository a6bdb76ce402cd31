/** One thing that is wrong with a request; `path` points into the event, `rule` is a stable code. */
export interface Fault {
  readonly path: string;
  readonly rule: string;
  readonly detail: string;
}

/** Why a request is not accepted, as it will be told to the client. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 503;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Clients wait this long before they try again. One second: Java's client waits as long and then tries once more, never again. */
const RETRY_AFTER_SECONDS = '1';

export const unavailable = (code: string, detail: string): Refusal => ({
  status: 503,
  code,
  detail,
  headers: { 'retry-after': RETRY_AFTER_SECONDS },
});

export const busy = unavailable('busy', 'too many events are in hand; send it again');
