/** Why an event cannot be accepted. `path` points into the event: `inputs[2].name`. */
export interface EventProblem {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly path: string;
}

export type ProblemCode =
  | 'not-json'
  | 'too-deep'
  | 'not-an-object'
  | 'not-an-event'
  | 'ambiguous-class'
  | 'missing'
  | 'wrong-type'
  | 'too-long'
  | 'not-a-time';

/** What may be odd about an event's frame; a closed list, so that it can label a metric. */
export const envelopeWarningCodes = [
  'incomplete',
  'null-list',
  'facets-not-an-object',
  'no-offset',
  'future',
  'run-id-not-a-uuid',
  'event-type-case',
  'unknown-event-type',
] as const;
export type EnvelopeWarningCode = (typeof envelopeWarningCodes)[number];

/** What is odd about an event that is accepted all the same. */
export interface EventWarning {
  readonly code: EnvelopeWarningCode;
  readonly detail: string;
}
