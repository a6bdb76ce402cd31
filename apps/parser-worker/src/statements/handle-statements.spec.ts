import {
  lineageQueueMessage,
  queriesQueueMessage,
  type LineageQueueMessage,
  type QueryObserved,
} from '@tributary/contracts';
import {
  createConsumer,
  createPublisher,
  listDeadLetters,
  memoryBlobStore,
  memoryPublisher,
  memoryQueue,
} from '@tributary/messaging';
import { createMetrics, silentLogger } from '@tributary/service-kit';
import { batch, statement } from '../../test/support/factories';
import { fixedCatalog } from '../../test/support/fixed-catalog';
import { inlineEngine } from '../../test/support/inline-engine';
import { engineOver, ParseTimeout } from '../engine/engine';
import { statementHandler } from './handle-statements';

const delivery = (receiveCount: number) => ({ messageId: 'm1', receiveCount });
const slowEngine = engineOver(async () => {
  throw new ParseTimeout('no result within 60 s');
});

/** Runs the worker's consumer over bodies until the queue is empty; gives what came out. */
async function consume(bodies: readonly string[]) {
  const queries = memoryQueue({ name: 'queries' });
  const lineage = memoryQueue({ name: 'lineage' });
  const common = { blobs: memoryBlobStore(), logger: silentLogger, metrics: createMetrics() };
  const consumer = createConsumer<QueryObserved>({
    ...common,
    queue: queries,
    schema: queriesQueueMessage,
    concurrency: 2,
    visibilityTimeoutSeconds: 30,
    handle: statementHandler({
      engine: inlineEngine,
      catalog: fixedCatalog({ 'dev.sales.orders': ['id', 'amount'] }),
      lineage: createPublisher<LineageQueueMessage>({
        ...common,
        queue: lineage,
        schema: lineageQueueMessage,
      }),
    }),
  });
  await queries.send(bodies.map((body) => ({ body, attributes: {} })));
  await consumer.start?.();
  while (queries.bodies().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await consumer.stop?.();
  const letters = await listDeadLetters(queries, { limit: bodies.length });
  return { out: [...lineage.bodies()].sort(), codes: letters.map(({ code }) => code).sort() };
}

describe('statementHandler', () => {
  it('malformed messages become dead letters with their codes, and the rest goes on', async () => {
    const good = batch([statement('insert into mart.x select * from sales.orders')]);
    const { source: _, ...headless } = good;

    const { out, codes } = await consume([
      'not json',
      JSON.stringify(headless),
      JSON.stringify({ ...good, version: 99 }),
      JSON.stringify(good),
    ]);

    expect(codes).toEqual(['malformed-json', 'schema-mismatch', 'unknown-message']);
    expect(out).toHaveLength(1);
  });

  it('the same input gives the same bytes', async () => {
    const body = JSON.stringify(
      batch([
        statement('create temp table t as select * from sales.orders', { sessionId: 's1' }),
        statement('insert into mart.x select * from t', { sessionId: 's1' }),
        statement('selekt'),
      ]),
    );

    const [first, second] = [await consume([body]), await consume([body])];

    expect(first.out).toHaveLength(3);
    expect(second.out).toEqual(first.out);
  });

  it('is not done before its results are published', async () => {
    const lineage = memoryPublisher<LineageQueueMessage>();
    lineage.failNext(new Error('queue unreachable'));
    const handle = statementHandler({ engine: inlineEngine, catalog: fixedCatalog(), lineage });
    const observed = batch([statement('select a from s.t')]);

    await expect(handle(observed, delivery(1))).rejects.toThrow('queue unreachable');
    await expect(handle(observed, delivery(2))).resolves.toEqual({ kind: 'done' });
  });

  it('a batch that needs the kill timer comes again, then is a dead letter', async () => {
    const engine = engineOver(async (task) =>
      task.kind === 'required-tables' ? [] : await slowEngine.run(task),
    );
    const lineage = memoryPublisher<LineageQueueMessage>();
    const handle = statementHandler({ engine, catalog: fixedCatalog(), lineage });
    const observed = batch([statement('select a from s.t', { executionId: 'q-slow' })]);

    expect(await handle(observed, delivery(1))).toMatchObject({ kind: 'retry' });
    expect(await handle(observed, delivery(3))).toMatchObject({
      kind: 'reject',
      code: 'parse-timeout',
      detail: '1 of 1 statements, first q-slow: no result within 60 s',
    });
  });

  it('a statement whose tables cannot even be listed in time is told of like any other', async () => {
    const lineage = memoryPublisher<LineageQueueMessage>();
    const handle = statementHandler({ engine: slowEngine, catalog: fixedCatalog(), lineage });

    expect(await handle(batch([statement('select a from s.t')]), delivery(3))).toMatchObject({
      kind: 'reject',
      code: 'parse-timeout',
    });
  });
});
