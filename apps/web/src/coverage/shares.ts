/** One code with its count and its part of the whole, 0…1. */
export interface Share {
  readonly code: string;
  readonly count: number;
  readonly share: number;
}

/** `shares({ a: 1, b: 3 })` = b with 0.75, then a with 0.25; codes that never came up are left out. */
export function shares(counts: Readonly<Record<string, number>>): Share[] {
  const entries = Object.entries(counts).filter(([, count]) => count > 0);
  const whole = entries.reduce((sum, [, count]) => sum + count, 0);
  return entries
    .map(([code, count]) => ({ code, count, share: count / whole }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
