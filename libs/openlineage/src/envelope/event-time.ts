const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2})?)?(?:\[[\w/+-]+\])?$/;
/** ISO 8601 without separators, as `%Y%m%dT%H%M%S%z` writes it. */
const BASIC = /^(\d{4})(\d{2})(\d{2})[Tt](\d{2})(\d{2})(\d{2})/;

export interface EventTime {
  /** UTC, with the digits of a second that were written, at most nine. */
  readonly instant: string;
  /** False: no offset was written, and UTC is assumed. */
  readonly offsetKnown: boolean;
}

/** `2026-01-15T12:00:00.123456+02:00` → `2026-01-15T10:00:00.123456Z`; null when it is no date and time of ISO 8601. */
export function readEventTime(written: string): EventTime | null {
  const match = PATTERN.exec(written.trim().replace(BASIC, '$1-$2-$3T$4:$5:$6'));
  if (match === null) return null;
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as number[];
  // A leap second is the last one of its minute: the graph has no other place for it.
  const second = Math.min(Number(match[6] ?? 0), match[6] === '60' ? 59 : Infinity);
  const offset = (match[9] === '-' ? -1 : 1) * (Number(match[10] ?? 0) * 60 + Number(match[11] ?? 0));
  if (hour! > 23 || minute! > 59 || second > 59 || Math.abs(offset) > 18 * 60) return null;
  const local = new Date(Date.UTC(2000, month! - 1, day!, hour!, minute!, second));
  // Date.UTC takes the years up to 99 for those of the last century; zero times of Go and Java are of the year 1.
  local.setUTCFullYear(year!, month! - 1, day!);
  if (local.getUTCMonth() !== month! - 1 || local.getUTCDate() !== day!) return null;
  const utc = new Date(local.getTime() - offset * 60_000);
  if (utc.getUTCFullYear() < 1 || utc.getUTCFullYear() > 9999) return null;
  const fraction = match[7] === undefined ? '' : `.${match[7].slice(0, 9)}`;
  return {
    instant: `${utc.toISOString().slice(0, 19)}${fraction}Z`,
    offsetKnown: match[8] !== undefined || match[10] !== undefined,
  };
}
