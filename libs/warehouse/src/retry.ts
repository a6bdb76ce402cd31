import { type BackoffOptions, backoff, pause } from '@tributary/service-kit';

export interface RetryOptions extends BackoffOptions {
  readonly attempts?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Calls again, with growing jittered pauses, while the error is one that may pass; gives up with the last error. */
export async function retry<T>(
  call: () => Promise<T>,
  mayPass: (error: unknown) => boolean,
  { attempts = 8, signal, firstMs = 500, slowestMs = 20_000, ...rest }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt + 1 >= attempts || signal?.aborted === true || !mayPass(error)) throw error;
      await pause(backoff(attempt, { firstMs, slowestMs, ...rest }), signal);
    }
  }
}
