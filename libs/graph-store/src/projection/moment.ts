/**
 * A point in the order of statements: an instant, then the position within its session.
 * `2026-03-01T08:00:00.000000000Z#000000003`; as text it sorts in that order.
 */
export type Moment = string;

/** The moment at which a statement starts. */
export const momentOf = (startedAt: string, position: number): Moment =>
  `${startedAt}#${String(position).padStart(9, '0')}`;

/** After every statement that starts at the instant: what a catalog snapshot of that time has seen. */
export const momentAfter = (instant: string): Moment => `${instant}#~`;

/** The instant of a moment. */
export const instantOf = (moment: Moment): string => moment.slice(0, moment.indexOf('#'));

/** Milliseconds from one moment to another; infinite when the start is unknown. */
export const millisecondsBetween = (from: Moment | null, until: Moment): number =>
  from === null ? Number.POSITIVE_INFINITY : toMs(until) - toMs(from);

const toMs = (moment: Moment): number => Date.parse(`${moment.slice(0, 23)}Z`);
