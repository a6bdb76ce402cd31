import type { EnvelopeWarningCode, EventProblem, EventWarning, ProblemCode } from './problem';

/** Collects what is wrong with an event, so that the sender learns everything at once. */
export class Findings {
  readonly problems: EventProblem[] = [];
  readonly warnings: EventWarning[] = [];

  refuse(code: ProblemCode, path: string, detail: string): void {
    this.problems.push({ code, detail, path });
  }

  warn(code: EnvelopeWarningCode, detail: string): void {
    this.warnings.push({ code, detail });
  }
}
