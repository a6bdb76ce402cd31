import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pg from 'pg';
import type { Running } from './standalone';

const unfinished = `
  select (select count(*) from dirty)::int + (select count(*) from stuck)::int + (select count(*) from reparse_request where open and tries < 3)::int as left`;

/** Messages in the queues, visible or not. */
async function waiting(sqs: SQSClient, queues: Running['queues']): Promise<number> {
  let messages = 0;
  for (const url of Object.values(queues)) {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    messages +=
      Number(Attributes['ApproximateNumberOfMessages']) +
      Number(Attributes['ApproximateNumberOfMessagesNotVisible']);
  }
  return messages;
}

/** Waits until the queues are drained and the writer owes nothing, seen three times in a row. A queue that was just killed is not at rest. */
export async function untilAtRest(sqs: SQSClient, running: Running, deadlineMs = 240_000): Promise<void> {
  const client = new pg.Client({ connectionString: running.databaseUrl });
  await client.connect();
  try {
    const deadline = Date.now() + deadlineMs;
    for (let quiet = 0; quiet < 3;) {
      const owed = await client.query<{ left: number }>(unfinished);
      const projections = owed.rows[0]?.left ?? 0;
      const messages = await waiting(sqs, running.queues).catch((error: Error) => error);
      quiet = projections === 0 && messages === 0 ? quiet + 1 : 0;
      if (Date.now() > deadline) {
        const inQueues = messages instanceof Error ? messages.message : messages;
        throw new Error(
          `not at rest after ${deadlineMs / 1000} s: ${projections} to project, in the queues: ${inQueues}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await client.end();
  }
}
