/** A trouble on demand: of an operation of the API, or of statements whose text matches. */
export type PlannedFault =
  | {
      readonly operation: string;
      /** Error name as the SDK sees it: `ThrottlingException`. */
      readonly code: string;
      readonly status?: number;
      readonly message?: string;
      readonly times?: number;
    }
  | { readonly statement: RegExp; readonly error: string; readonly times?: number };

export type OperationFault = Extract<PlannedFault, { operation: string }>;

/** Faults that tests ask for; each is used `times` times (default 1) and then forgotten. */
export class FaultPlan {
  private readonly planned: { readonly fault: PlannedFault; left: number }[] = [];

  add(...faults: readonly PlannedFault[]): void {
    for (const fault of faults) this.planned.push({ fault, left: fault.times ?? 1 });
  }

  /** Forgets what was planned and is not used up. */
  clear(): void {
    this.planned.length = 0;
  }

  /** The next fault planned for an operation, used up by asking. */
  ofOperation(operation: string): OperationFault | undefined {
    const entry = this.planned.find(
      ({ fault, left }) => left > 0 && 'operation' in fault && fault.operation === operation,
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault as OperationFault;
  }

  /** The error text that a statement is to fail with, used up by asking. */
  ofStatement(sql: string): string | undefined {
    const entry = this.planned.find(
      ({ fault, left }) => left > 0 && 'statement' in fault && fault.statement.test(sql),
    );
    if (entry === undefined || !('statement' in entry.fault)) return undefined;
    entry.left -= 1;
    return entry.fault.error;
  }
}
