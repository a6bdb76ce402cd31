import { AwsError } from '../http/aws-error';
import type { AwsCall, AwsOperation } from '../http/aws-json-service';
import { deadLetterOperations } from './operations/dead-letter-operations';
import { queueOperations } from './operations/queue-operations';
import { receiveOperations } from './operations/receive-operations';
import { sendOperations } from './operations/send-operations';
import type { SqsContext } from './sqs-context';

/** The operations of SQS over a broker; each answers only after its changes are durable. */
export function sqsOperations(context: SqsContext): Readonly<Record<string, AwsOperation>> {
  const operations = {
    ...queueOperations(context),
    ...sendOperations(context),
    ...receiveOperations(context),
    ...deadLetterOperations(context),
  };
  const { broker, faults } = context;
  const durable =
    (operation: AwsOperation): AwsOperation =>
    async (input: unknown, call: AwsCall) => {
      if (faults.throttle > 0) {
        faults.throttle -= 1;
        throw new AwsError('com.amazonaws.sqs#RequestThrottled', 'A fault on demand.');
      }
      const answer = await operation(input, call);
      await broker.commit();
      return answer;
    };
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, durable(operation)]),
  );
}
