import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pg from 'pg';
import type { Running } from './standalone';

const unfinished = `
  select (select count(*) from dirty)::int + (select count(*) from stuck)::int + (select count(*) from reparse_request where open and tries < 3)::int as left`;

/** Waits until the queues are drained and the writer owes nothing, seen twice in a row. */
export async function untilAtRest(sqs: SQSClient, running: Running, deadlineMs = 240_000): Promise<void> {
  const client = new pg.Client({ connectionString: running.databaseUrl });
  await client.connect();
  try {
    const deadline = Date.now() + deadlineMs;
    for (let quiet = 0; quiet < 3;) {
      const owed = await client.query<{ left: number }>(unfinished);
      let left = owed.rows[0]?.left ?? 0;
      for (const url of Object.values(running.queues)) {
        const { Attributes = {} } = await sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: url,
            AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
          }),
        );
        left +=
          Number(Attributes['ApproximateNumberOfMessages']) +
          Number(Attributes['ApproximateNumberOfMessagesNotVisible']);
      }
      quiet = left === 0 ? quiet + 1 : 0;
      if (Date.now() > deadline)
        throw new Error(`not at rest after ${deadlineMs / 1000} s: ${left} items are left`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await client.end();
  }
}
