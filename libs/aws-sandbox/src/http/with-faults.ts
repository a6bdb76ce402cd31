import { AwsError } from './aws-error';
import type { AwsOperation } from './aws-json-service';
import type { FaultPlan } from './fault-plan';

/** The same operations, each failing first as often as the plan says. */
export function withFaults(
  operations: Readonly<Record<string, AwsOperation>>,
  faults: FaultPlan,
): Record<string, AwsOperation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, run]) => [
      name,
      async (input, call) => {
        const fault = faults.ofOperation(name);
        if (fault !== undefined)
          throw new AwsError(fault.code, fault.message ?? 'Rate exceeded', fault.status ?? 400);
        return await run(input, call);
      },
    ]),
  );
}
