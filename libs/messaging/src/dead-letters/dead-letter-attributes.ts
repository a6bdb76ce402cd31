/** What a rejected message carries beside its own body and attributes. */
export const deadLetterAttributes = { code: 'code', detail: 'detail', sourceQueue: 'sourceQueue' } as const;

const LONGEST_DETAIL = 1_000;

/** Attribute values take the same characters as bodies, and must not be empty. */
const attributeText = (text: string): string =>
  text
    .slice(0, LONGEST_DETAIL)

    .replace(/[^\x20-\uD7FF\uE000-\uFFFD]/g, ' ')
    .trim() || '-';

/** The attributes of a message's copy in the dead-letter queue. */
export function withReason(
  attributes: Readonly<Record<string, string>>,
  reason: { readonly code: string; readonly detail: string; readonly sourceQueue: string },
): Record<string, string> {
  return {
    ...attributes,
    code: reason.code,
    detail: attributeText(reason.detail),
    sourceQueue: reason.sourceQueue,
  };
}

/** The attributes that a message had before it was rejected. */
export function withoutReason(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const reasons: readonly string[] = Object.values(deadLetterAttributes);
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !reasons.includes(key)));
}
