import { randomUUID } from 'node:crypto';
import { AwsError } from '../../http/aws-error';
import type { AwsOperation } from '../../http/aws-json-service';
import { arnOf, nameOfArn } from '../arn';
import type { Broker } from '../broker';
import type { Queue } from '../queue';
import type { SqsContext } from '../sqs-context';

interface MoveTask {
  readonly TaskHandle: string;
  readonly SourceArn: string;
  readonly DestinationArn: string | undefined;
  readonly Status: 'COMPLETED' | 'FAILED';
  readonly FailureReason: string | undefined;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  readonly StartedTimestamp: number;
}

interface MoveInput {
  readonly SourceArn: string;
  readonly DestinationArn?: string;
}

/** Dead-letter queues: who feeds them, and moving their messages back. A move is done at once, so its task is over when anybody asks. */
export function deadLetterOperations({ broker, urlOf }: SqsContext): Record<string, AwsOperation> {
  const tasks: MoveTask[] = [];
  return {
    ListDeadLetterSourceQueues: ({ QueueUrl }) => ({
      queueUrls: feeding(broker, broker.queue(QueueUrl)).map((queue) => urlOf(queue.name)),
    }),

    StartMessageMoveTask: ({ SourceArn, DestinationArn }: MoveInput) => {
      const source = find(broker, SourceArn);
      if (feeding(broker, source).length === 0) {
        throw new AwsError(
          'com.amazonaws.sqs#InvalidParameterValue',
          'Source queue must be configured as a Dead Letter Queue.',
        );
      }
      const destination = DestinationArn === undefined ? undefined : find(broker, DestinationArn);
      source.tick(broker.now());
      const letters = source.visible();
      let moved = 0;
      for (const letter of letters) {
        const target = destination ?? broker.queues.get(nameOfArn(letter.deadLetterSource));
        if (target === undefined) continue;
        broker.redrive(letter, source, target);
        moved += 1;
      }
      const whole = moved === letters.length;
      const task: MoveTask = {
        TaskHandle: randomUUID(),
        SourceArn,
        DestinationArn,
        Status: whole ? 'COMPLETED' : 'FAILED',
        FailureReason: whole ? undefined : 'CouldNotDetermineMessageSource',
        ApproximateNumberOfMessagesMoved: moved,
        ApproximateNumberOfMessagesToMove: letters.length,
        StartedTimestamp: broker.now(),
      };
      tasks.unshift(task);
      return { TaskHandle: task.TaskHandle };
    },

    ListMessageMoveTasks: ({ SourceArn, MaxResults = 1 }) => ({
      Results: tasks
        .filter((task) => task.SourceArn === SourceArn)
        .slice(0, MaxResults)
        .map(({ TaskHandle: _shownOnlyWhileRunning, ...task }) => task),
    }),

    CancelMessageMoveTask: ({ TaskHandle }) => {
      if (!tasks.some((task) => task.TaskHandle === TaskHandle))
        throw new AwsError('com.amazonaws.sqs#ResourceNotFoundException', 'Task does not exist.');
      throw new AwsError('com.amazonaws.sqs#InvalidParameterValue', 'Only active tasks can be cancelled.');
    },
  };
}

const feeding = (broker: Broker, target: Queue): Queue[] =>
  [...broker.queues.values()].filter((queue) => queue.redrivePolicy()?.deadLetterArn === arnOf(target.name));

function find(broker: Broker, arn: string): Queue {
  const queue = broker.queues.get(nameOfArn(arn));
  if (queue === undefined)
    throw new AwsError(
      'com.amazonaws.sqs#ResourceNotFoundException',
      `The resource that you specified for ${arn} does not exist.`,
    );
  return queue;
}
