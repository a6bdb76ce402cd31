/** Why a question has no answer. `subject` is what was asked for, `candidates` what it could have meant. */
export interface Refusal {
  readonly code:
    | 'unknown-dataset'
    | 'ambiguous-dataset'
    | 'unknown-column'
    | 'unknown-edge'
    | 'unknown-source'
    | 'ambiguous-source'
    | 'invalid-cursor';
  readonly subject: string;
  readonly candidates: readonly string[];
}

/** An answer, or the reason why there is none. */
export type Found<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const found = <T>(value: T): Found<T> => ({ ok: true, value });

export const refused = (
  code: Refusal['code'],
  subject: string,
  candidates: readonly string[] = [],
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, subject, candidates },
});
