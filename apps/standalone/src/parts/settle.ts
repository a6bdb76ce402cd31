import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type pg from 'pg';

const owedByWriter = `
  select (select count(*)::int from dirty) + (select count(*)::int from stuck) as unprojected,
         (select count(*)::int from reparse_request where open and tries < 3) as unparsed`;

export interface Unfinished {
  /** Messages that wait or are being worked on, by queue. */
  readonly queues: Readonly<Record<string, number>>;
  readonly unprojected: number;
  readonly unparsed: number;
}

const sum = ({ queues, unprojected, unparsed }: Unfinished): number =>
  Object.values(queues).reduce((total, count) => total + count, 0) + unprojected + unparsed;

/** How many messages lie in a queue, visible or not. */
export async function depth(sqs: SQSClient, url: string): Promise<number> {
  const names = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
  );
  return names.reduce((total, name) => total + Number(Attributes[name] ?? 0), 0);
}

/** What is still to be done between the collectors and the graph. */
export async function unfinished(
  sqs: SQSClient,
  queues: Readonly<Record<string, string>>,
  database: Pick<pg.Pool, 'query'>,
): Promise<Unfinished> {
  const depths = await Promise.all(
    Object.entries(queues).map(async ([name, url]) => [name, await depth(sqs, url)] as const),
  );
  const { rows } = await database.query<{ unprojected: number; unparsed: number }>(owedByWriter);
  return {
    queues: Object.fromEntries(depths),
    unprojected: rows[0]?.unprojected ?? 0,
    unparsed: rows[0]?.unparsed ?? 0,
  };
}

const QUIET_LOOKS = 3;
const LOOK_EVERY_MS = 200;

/**
 * Waits until nothing is left to do, seen three times in a row: a message is for a moment neither in one queue nor yet in the next.
 * Gives false when `deadlineMs` passes first. A store or queue that is down for a while only makes it wait.
 */
export async function settle(
  look: () => Promise<Unfinished>,
  deadlineMs: number,
  say: (line: string) => void,
): Promise<boolean> {
  const deadline = Date.now() + deadlineMs;
  let quiet = 0;
  let lastSaid = Date.now();
  while (Date.now() < deadline) {
    const left = await look().catch(() => undefined);
    quiet = left !== undefined && sum(left) === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return true;
    if (left !== undefined && Date.now() - lastSaid > 2_000) {
      lastSaid = Date.now();
      const queues = Object.entries(left.queues).map(([name, count]) => `${count} in ${name}`);
      say(
        `  still to do: ${[...queues, `${left.unprojected} to project`, `${left.unparsed} to parse again`].join(', ')}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}
