/** The Data API's union: exactly one member is set. */
export type Field =
  | { readonly isNull: true }
  | { readonly booleanValue: boolean }
  | { readonly longValue: number }
  | { readonly doubleValue: number }
  | { readonly stringValue: string };

const BOOL = 16;
const INTEGERS = new Set([20, 21, 23, 26]);
const FLOATS = new Set([700, 701]);

/** Turns Postgres's text form of a value into a Data API field; NUMERIC and all date and time types are strings there. */
export function encodeField(text: string | null, typeOid: number): Field {
  if (text === null) return { isNull: true };
  if (typeOid === BOOL) return { booleanValue: text === 't' };
  // As in the real API a BIGINT beyond 2^53 loses digits here.
  if (INTEGERS.has(typeOid)) return { longValue: Number(text) };
  if (FLOATS.has(typeOid)) return { doubleValue: Number(text) };
  return { stringValue: text };
}
