import fs from 'node:fs';
import path from 'node:path';
import { eventObserved, eventReceived, type LineageQueueMessage } from '@tributary/contracts';
import { memoryPublisher } from '@tributary/messaging';
import { ParseTimeout } from '../engine/engine';
import { eventHandler } from './handle-events';

const sample = (type: string): unknown =>
  JSON.parse(
    fs.readFileSync(
      path.join(__dirname, `../../../../libs/contracts/samples/${type}/v1/dbt-complete.json`),
      'utf8',
    ),
  );
const received = eventReceived.parse(sample('event-received'));
const observed = eventObserved.parse(sample('event-observed'));
const delivery = (receiveCount: number) => ({ messageId: 'm1', receiveCount });

describe('eventHandler', () => {
  it('publishes what the event says before it is done', async () => {
    const lineage = memoryPublisher<LineageQueueMessage>();
    const handle = eventHandler({ observe: async () => observed, lineage });

    lineage.failNext(new Error('queue unreachable'));
    await expect(handle(received, delivery(1))).rejects.toThrow('queue unreachable');
    expect(await handle(received, delivery(2))).toEqual({ kind: 'done' });

    expect(lineage.published).toEqual([observed]);
  });

  it('an event that needs the kill timer comes again, then is a dead letter', async () => {
    const lineage = memoryPublisher<LineageQueueMessage>();
    const observe = async () => {
      throw new ParseTimeout('no result within 60 s');
    };
    const handle = eventHandler({ observe, lineage });

    expect(await handle(received, delivery(1))).toMatchObject({ kind: 'retry' });
    expect(await handle(received, delivery(3))).toMatchObject({ kind: 'reject', code: 'parse-timeout' });
    expect(lineage.published).toEqual([]);
  });
});
