const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?$/;

/**
 * A Redshift timestamp as an instant: `2026-05-04 10:00:05.25` is `2026-05-04T10:00:05.250000Z`. By text, because `Date` takes it for local
 * time and drops the microseconds. System views are in UTC.
 */
export function readInstant(timestamp: string): string {
  const [, day, time, fraction = ''] = TIMESTAMP.exec(timestamp.trim()) ?? [];
  if (day === undefined || time === undefined) throw new Error(`not a timestamp: '${timestamp}'`);
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
}

/** A time as a parameter of our statements. */
export const writeTimestamp = (time: Date): string => time.toISOString().replace('T', ' ').replace('Z', '');
