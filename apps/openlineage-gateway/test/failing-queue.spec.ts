import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { noSqsFaults, type Sqs, startSqs } from '@tributary/aws-sandbox';
import { type Queue, sqsClient, sqsQueue } from '@tributary/messaging';
import { eventText, startGateway, type TestGateway } from './support/gateway';

const EVENTS = 200;
const AT_ONCE = 32;
jest.setTimeout(60_000);

let sqs: Sqs;
let client: SQSClient;
let queue: Queue;
let gateway: TestGateway;
let calls = 0;
let isTrouble = true;

/** One in ten, counted and not drawn, so that every run of the test sees the same. */
const oneInTen = (): number => (isTrouble && (calls += 1) % 10 === 0 ? 1 : 0);

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const faults = Object.defineProperties(noSqsFaults(), {
    throttle: { get: oneInTen, set: () => undefined },
    failEntries: { get: oneInTen, set: () => undefined },
  });
  sqs = await startSqs({ faults });
  client = sqsClient({ region: 'eu-west-1', endpoint: sqs.endpoint });
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'events' }));
  queue = sqsQueue({ client, url: QueueUrl!, name: 'events' });
  gateway = await startGateway(queue);
});
afterAll(async () => {
  await gateway.stop();
  client.destroy();
  await sqs.stop();
});

it('what was answered with 201 is on the queue, though one call in ten and one message in ten fail', async () => {
  const accepted: string[] = [];
  const others: number[] = [];
  let next = 0;
  const send = async (): Promise<void> => {
    while (next < EVENTS) {
      const body = eventText({ job: { namespace: 'zoo', name: `feed_${(next += 1)}` } });
      const answer = await gateway.post('/api/v1/lineage', body);
      const text = await answer.text();
      if (answer.status === 201) accepted.push((JSON.parse(text) as { id: string }).id);
      else others.push(answer.status);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));

  isTrouble = false;
  const there = await contentHashes(queue);

  expect(accepted.filter((id) => !there.has(id))).toEqual([]);
  expect(accepted.length + others.length).toBe(EVENTS);
  // The rest was told to come again, and nothing else.
  expect(new Set([503, ...others])).toEqual(new Set([503]));
  expect(accepted.length).toBeGreaterThan(EVENTS * 0.8);
});

async function contentHashes(from: Queue): Promise<Set<string>> {
  const found = new Set<string>();
  for (;;) {
    const messages = await from.receive({ max: 10, waitSeconds: 0, visibilityTimeoutSeconds: 600 });
    if (messages.length === 0) return found;
    for (const { body } of messages)
      found.add((JSON.parse(body) as { envelope: { contentHash: string } }).envelope.contentHash);
  }
}
