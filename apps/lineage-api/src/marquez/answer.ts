/** An answer in Marquez' manner: a value, or a status with the reason. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: 400 | 404; readonly message: string };

export const answered = <T>(value: T): Answer<T> => ({ ok: true, value });

export const missing = (message: string): Answer<never> => ({ ok: false, status: 404, message });

export const malformed = (message: string): Answer<never> => ({ ok: false, status: 400, message });
