import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import express from 'express';

/**
 * What one would write in ten minutes, and the floor for the gateway: express inflates the body, whatever it is goes to the queue in batches of at
 * most ten within 3 ms, 201 when the queue has it.
 */
const client = new SQSClient({ region: 'eu-west-1' });
const QueueUrl = process.env['EVENTS_QUEUE_URL']!;
let waiting: { readonly body: string; readonly settle: (failed: boolean) => void }[] = [];
let timer: NodeJS.Timeout | undefined;

async function flush(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const batch = waiting;
  waiting = [];
  if (batch.length === 0) return;
  const Entries = batch.map(({ body }, index) => ({ Id: String(index), MessageBody: body }));
  const failed = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries })).then(
    ({ Failed = [] }) => new Set(Failed.map(({ Id }) => Number(Id))),
    () => new Set(batch.keys()),
  );
  for (const [index, { settle }] of batch.entries()) settle(failed.has(index));
}

const app = express();
app.post('/api/v1/lineage', express.text({ type: '*/*', limit: '32mb' }), (request, response) => {
  const settle = (failed: boolean): void => void response.status(failed ? 503 : 201).json({ ok: !failed });
  waiting.push({ body: request.body as string, settle });
  if (waiting.length === 10) void flush();
  else timer ??= setTimeout(() => void flush(), 3);
});
const server = app.listen(0, '127.0.0.1', () => {
  writeFileSync(process.env['PORT_FILE']!, String((server.address() as AddressInfo).port));
});
