/** An event as it was sent, but for numbers beyond 2^53, which JavaScript rounds; null when it is no strict JSON, as Python's NaN is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
