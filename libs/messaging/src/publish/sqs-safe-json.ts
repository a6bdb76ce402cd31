/**
 * JSON that SQS accepts as a body. JSON.stringify escapes control characters and lone surrogates, but writes U+FFFE and U+FFFF raw,
 * for which SQS answers InvalidMessageContents; as `\uXXXX` they survive the journey unchanged.
 */
export function sqsSafeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\uFFFE\uFFFF]/g, (character) =>
    character === '\uFFFE' ? '\\ufffe' : '\\uffff',
  );
}
