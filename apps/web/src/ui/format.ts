const counts = new Intl.NumberFormat('en');
const instants = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** `12345` = `12,345` */
export const formatCount = (count: number): string => counts.format(count);

/** `plural(2, 'column')` = `2 columns` */
export const plural = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

/** `2026-03-01T06:12:09.123456Z` = `1 Mar 2026, 06:12 UTC`; text that is no instant is shown as it is. */
export function formatInstant(instant: string | null): string {
  if (instant === null) return 'never';
  // Dates read milliseconds; finer digits do not show here.
  const time = new Date(instant.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(time.getTime()) ? instant : `${instants.format(time)} UTC`;
}

/** `skip-too-long` = `skip too long`, for codes that people read. */
export const codeWords = (code: string): string => code.replace(/[-_]+/g, ' ').toLowerCase();
