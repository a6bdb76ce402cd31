import type { Window } from '@tributary/collection';
import { writeTimestamp } from '../read-instant';

const HOUR_MS = 3_600_000;
/** No statement that the Data API runs lasts longer; others are found as pending. */
const LONGEST_STATEMENT_MS = 24 * HOUR_MS;
/** What the views surely remember: what a session set, or began, earlier than that cannot be known. */
const SET_BEFORE_MS = 7 * 24 * HOUR_MS;

/** A window as the parameters of our statements. */
export const scanOf = ({ from, to }: Window) => ({
  from_time: writeTimestamp(from),
  to_time: writeTimestamp(to),
  scan_from: writeTimestamp(new Date(from.getTime() - LONGEST_STATEMENT_MS)),
  set_from: writeTimestamp(new Date(from.getTime() - SET_BEFORE_MS)),
});

/** The parameters of a statement: the Data API refuses those that it does not name. */
export function parametersOf(sql: string, window: Window): Record<string, string> {
  const named = Object.entries(scanOf(window)).filter(([name]) => sql.includes(`:${name}`));
  return Object.fromEntries(named);
}
