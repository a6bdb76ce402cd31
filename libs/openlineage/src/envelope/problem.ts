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

/** What is odd about an event that is accepted all the same. */
export interface EventWarning {
  readonly code: string;
  readonly detail: string;
}
