/** The one way to ask for the time, so that tests can answer. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
