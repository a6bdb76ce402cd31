/**
 * JSON that SQS accepts as a body. JSON.stringify escapes control characters and lone surrogates, but writes U+FFFE and U+FFFF raw,
 * for which SQS answers InvalidMessageContents; as `\uXXXX` they survive the journey unchanged.
 */
export function sqsSafeJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Replacing copies the text even where there is nothing to replace, and texts may have 30 MiB.
  if (!/[\uFFFE\uFFFF]/.test(json)) return json;
  return json.replace(/[\uFFFE\uFFFF]/g, (character) => (character === '\uFFFE' ? '\\ufffe' : '\\uffff'));
}
