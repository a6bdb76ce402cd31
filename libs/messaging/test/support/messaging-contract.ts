import { type Component, createMetrics, silentLogger } from '@tributary/service-kit';
import {
  ClaimMissingError,
  type ConsumerOptions,
  type OutgoingMessage,
  type Outcome,
  PublishError,
  type PublisherOptions,
  type Queue,
  createConsumer,
  createPublisher,
  done,
  listDeadLetters,
  reject,
  replayDeadLetters,
  retry,
} from '../../src';
import { messageBytes } from '../../src/queue/message-bytes';
import { type Note, note, noteOf } from './note';
import { until } from './until';
import type { World } from './world';

const KIB = 1024;
jest.setTimeout(30_000);

/** What publishers and consumers promise over any kind of queue and blob store. */
export function describeMessaging(makeWorld: () => Promise<World>): void {
  let world: World;
  const running: Component[] = [];

  beforeAll(async () => {
    world = await makeWorld();
  });
  afterEach(async () => {
    for (const component of running.splice(0)) await component.stop?.();
  });
  afterAll(async () => {
    await world.stop();
  });

  const publisher = (queue: Queue, options: Partial<PublisherOptions<Note>> = {}) =>
    createPublisher<Note>({
      queue,
      schema: note,
      blobs: world.blobs,
      logger: silentLogger,
      metrics: createMetrics(),
      ...options,
    });

  const common = (queue: Queue) => ({
    queue,
    schema: note,
    blobs: world.blobs,
    concurrency: 4,
    visibilityTimeoutSeconds: 30,
    logger: silentLogger,
    metrics: createMetrics(),
    retryDelaySeconds: () => 0,
  });
  const startConsumer = async (options: ConsumerOptions<Note>): Promise<Component> => {
    const consumer = createConsumer(options);
    await consumer.check?.();
    await consumer.start?.();
    running.push(consumer);
    return consumer;
  };
  const consume = async (queue: Queue, handle: (text: string) => Promise<Outcome>): Promise<Component> =>
    await startConsumer({ ...common(queue), handle: async ({ text }) => await handle(text) });

  const raw = (body: string): OutgoingMessage => ({ body, attributes: {} });
  const remaining = async (queue: Queue): Promise<number> => {
    const { waiting, inFlight } = await queue.describe();
    return waiting + inFlight;
  };
  const buried = async (queue: Queue): Promise<number> =>
    (await (await queue.deadLetterQueue())!.describe()).waiting;
  const codes = async (queue: Queue): Promise<string[]> =>
    (await listDeadLetters(queue, { limit: await buried(queue) })).map((letter) => letter.code).sort();

  it('delivers every message, whatever characters are in it, and leaves nothing behind', async () => {
    const queue = await world.queue();
    const texts = Array.from({ length: 25 }, (_, index) => `${index} \uFFFE\uFFFF \u0000\u001b 𝄞 \ud800 "\\`);
    const seen: string[] = [];

    await publisher(queue).publish(texts.map(noteOf));
    await consume(queue, async (text) => {
      seen.push(text);
      return done();
    });

    await until(() => seen.length === texts.length);
    await until(async () => (await remaining(queue)) === 0);
    expect(seen.sort()).toEqual(texts.sort());
  });

  it('packs batches by count and by UTF-8 bytes', async () => {
    const queue = await world.queue();
    const batches: (readonly OutgoingMessage[])[] = [];
    const watched: Queue = {
      ...queue,
      send: async (messages) => {
        batches.push(messages);
        return await queue.send(messages);
      },
    };
    // 200 KiB of characters of three bytes: counting characters would put all in one batch.
    const messages = Array.from({ length: 8 }, () => noteOf('€'.repeat((200 * KIB) / 3)));

    await publisher(watched).publish([...messages, ...Array.from({ length: 12 }, () => noteOf('small'))]);

    const bytes = batches.map((batch) => batch.reduce((sum, entry) => sum + messageBytes(entry), 0));
    expect(Math.max(...bytes)).toBeLessThanOrEqual(1024 * KIB);
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(10);
    expect(batches.flat()).toHaveLength(20);
    expect(await remaining(queue)).toBe(20);
  });

  it('sends again what was not accepted, and nothing else', async () => {
    const queue = await world.queue();
    world.refuse(3);

    await publisher(queue).publish(Array.from({ length: 7 }, (_, index) => noteOf(String(index))));

    expect(await remaining(queue)).toBe(7);
  });

  it('says which messages were never accepted', async () => {
    const queue = await world.queue();
    world.refuse(3);

    const publishing = publisher(queue, { attempts: 1 }).publish(['a', 'b', 'c', 'd'].map(noteOf));

    const error = await publishing.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PublishError);
    expect((error as PublishError).failures.map((failure) => failure.index)).toEqual([0, 1, 2]);
    expect(await remaining(queue)).toBe(1);
  });

  it('refuses to publish what its own schema refuses', async () => {
    const queue = await world.queue();

    await expect(publisher(queue).publish([{ ...noteOf('a'), text: 5 } as never])).rejects.toThrow(/text/);

    expect(await remaining(queue)).toBe(0);
  });

  it('carries a body larger than any queue takes by claim check', async () => {
    const queue = await world.queue();
    const text = 'line of a very long statement\n'.repeat(100_000);
    const seen: string[] = [];

    await publisher(queue).publish([noteOf(text)]);
    await consume(queue, async (received) => {
      seen.push(received);
      return done();
    });

    await until(() => seen.length > 0);
    expect(seen[0] === text).toBe(true);
  });

  it('buries what cannot be read, each with its code, and handles the rest', async () => {
    const queue = await world.queue();
    const seen: string[] = [];
    const lostClaim = { type: 'claim-check', version: 1, key: 'gone.json.gz', sha256: 'x', bytes: 1 };
    await queue.send([
      raw('{ not json'),
      raw(JSON.stringify({ type: 'nobody-knows', version: 1 })),
      raw(JSON.stringify({ type: 'note', version: 9, text: 'from the future' })),
      raw(JSON.stringify({ type: 'note', version: 1, text: 7 })),
      raw(JSON.stringify(lostClaim)),
      raw(JSON.stringify(noteOf('good'))),
    ]);

    await consume(queue, async (text) => {
      seen.push(text);
      return done();
    });

    await until(async () => (await remaining(queue)) === 0);
    expect(seen).toEqual(['good']);
    expect(await codes(queue)).toEqual([
      'claim-missing',
      'malformed-json',
      'schema-mismatch',
      'unknown-message',
      'unknown-message',
    ]);
  });

  it('buries a claim whose object was changed', async () => {
    const queue = await world.queue();
    await publisher(queue, { claimCheckAboveBytes: 10 }).publish([noteOf('large enough')]);
    const [held] = await queue.receive({ max: 1, waitSeconds: 1, visibilityTimeoutSeconds: 0 });
    const { key } = JSON.parse(held!.body) as { key: string };
    await world.blobs.put(key, Buffer.from('something else'));

    await consume(queue, async () => done());

    await until(async () => (await remaining(queue)) === 0);
    expect(await codes(queue)).toEqual(['claim-corrupt']);
  });

  it('lists the objects of a folder in order and ends them', async () => {
    for (const key of ['b', 'c', 'a']) await world.folder.put(key, Buffer.from(key));
    await world.folder.delete('b');
    await world.folder.delete('b');

    expect(await world.folder.keys(10)).toEqual(['a', 'c']);
    expect(await world.folder.keys(1)).toEqual(['a']);
    expect((await world.folder.get('a')).toString()).toBe('a');
    await expect(world.folder.get('b')).rejects.toThrow(ClaimMissingError);
  });

  it('brings a message again after a retry or a throw, until it is done', async () => {
    const queue = await world.queue();
    const tries: Record<string, number> = {};
    await publisher(queue).publish(['retried', 'thrown'].map(noteOf));

    await consume(queue, async (text) => {
      tries[text] = (tries[text] ?? 0) + 1;
      if (tries[text] === 3) return done();
      if (text === 'thrown') throw new Error('no luck');
      return retry(new Error('not now'), 0);
    });

    await until(async () => (await remaining(queue)) === 0);
    expect(tries).toEqual({ retried: 3, thrown: 3 });
    expect(await codes(queue)).toEqual([]);
  });

  it('lets a message that never succeeds go to the dead-letter queue', async () => {
    const queue = await world.queue({ maxReceiveCount: 2 });
    let tries = 0;
    await publisher(queue).publish([noteOf('poison')]);

    await consume(queue, async () => {
      tries += 1;
      return retry(new Error('never'), 0);
    });

    await until(async () => (await buried(queue)) === 1);
    expect(tries).toBe(2);
    expect(await codes(queue)).toEqual(['too-many-receives']);
  });

  it('buries a rejected message with the handler’s reason, and replays it when asked', async () => {
    const queue = await world.queue();
    const seen: string[] = [];
    let broken = true;
    await publisher(queue).publish([noteOf('slow')]);
    await consume(queue, async (text) => {
      seen.push(text);
      return broken ? reject('parse-timeout', 'took\nfar too long') : done();
    });
    await until(async () => (await buried(queue)) === 1);
    const [letter] = await listDeadLetters(queue, { limit: 1 });
    expect(letter).toMatchObject({ code: 'parse-timeout', detail: 'took far too long' });

    broken = false;
    expect(await replayDeadLetters(queue, { limit: 1, code: 'schema-mismatch' })).toEqual({
      replayed: 0,
      left: 1,
    });
    expect(await replayDeadLetters(queue, { limit: 1, code: 'parse-timeout' })).toEqual({
      replayed: 1,
      left: 0,
    });

    await until(async () => seen.length === 2 && (await remaining(queue)) === 0);
    expect(await codes(queue)).toEqual([]);
  });

  it('never lets one bad message take its batch with it', async () => {
    const queue = await world.queue();
    const stored: string[] = [];
    await publisher(queue).publish(['a', 'bad', 'c', 'd'].map(noteOf));

    await startConsumer({
      ...common(queue),
      maxBatch: 10,
      maxWaitMs: 50,
      handleBatch: async (messages) => {
        if (messages.some((message) => message.text === 'bad') && messages.length > 1) throw new Error('bad');
        return messages.map(({ text }) => {
          if (text === 'bad') return reject('not-storable', 'alone as in company');
          stored.push(text);
          return done();
        });
      },
    });

    await until(async () => (await remaining(queue)) === 0);
    expect(stored.sort()).toEqual(['a', 'c', 'd']);
    expect(await codes(queue)).toEqual(['not-storable']);
  });

  it('gives each message of a batch its own answer', async () => {
    const queue = await world.queue();
    const sizes: number[] = [];
    const tries: Record<string, number> = {};
    await publisher(queue).publish(['a', 'b', 'c'].map(noteOf));

    await startConsumer({
      ...common(queue),
      maxBatch: 3,
      maxWaitMs: 500,
      handleBatch: async (messages) => {
        sizes.push(messages.length);
        return messages.map(({ text }) => {
          tries[text] = (tries[text] ?? 0) + 1;
          return text === 'b' && tries[text] === 1 ? retry(new Error('later'), 0) : done();
        });
      },
    });

    await until(async () => (await remaining(queue)) === 0);
    expect(sizes[0]).toBe(3);
    expect(tries).toEqual({ a: 1, b: 2, c: 1 });
  });

  it('keeps a message in hand for as long as handling takes', async () => {
    const queue = await world.queue();
    let extensions = 0;
    let handled = 0;
    const watched: Queue = {
      ...queue,
      changeVisibility: async (receipts, seconds) => {
        extensions += 1;
        return await queue.changeVisibility(receipts, seconds);
      },
    };
    await publisher(queue).publish([noteOf('long')]);

    await startConsumer({
      ...common(watched),
      visibilityTimeoutSeconds: 2,
      handle: async () => {
        handled += 1;
        // Four quarters are the whole visibility time: without them it would have come again.
        await until(() => extensions >= 5);
        return done();
      },
    });

    await until(async () => (await remaining(queue)) === 0);
    expect(handled).toBe(1);
  });

  it('handles no more at a time than it was allowed', async () => {
    const queue = await world.queue();
    let active = 0;
    let most = 0;
    let handled = 0;
    await publisher(queue).publish(Array.from({ length: 20 }, (_, index) => noteOf(String(index))));

    await startConsumer({
      ...common(queue),
      concurrency: 3,
      handle: async () => {
        most = Math.max(most, (active += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        active -= 1;
        handled += 1;
        return done();
      },
    });

    await until(() => handled === 20);
    expect(most).toBe(3);
  });

  it('finishes what it has begun when it stops, and hands the rest back at once', async () => {
    const queue = await world.queue();
    const begun: string[] = [];
    let finish = (): void => undefined;
    await publisher(queue).publish(['a', 'b', 'c', 'd'].map(noteOf));
    const consumer = await startConsumer({
      ...common(queue),
      concurrency: 2,
      handle: async ({ text }) => {
        begun.push(text);
        await new Promise<void>((resolve) => {
          const before = finish;
          finish = () => {
            before();
            resolve();
          };
        });
        return done();
      },
    });
    await until(() => begun.length === 2);

    const stopping = consumer.stop!();
    finish();
    await stopping;

    expect(begun).toHaveLength(2);
    expect(await queue.describe()).toMatchObject({ waiting: 2, inFlight: 0 });
  });

  it('receives nothing while what handling needs is down, so an outage costs no message its tries', async () => {
    const queue = await world.queue({ maxReceiveCount: 2 });
    let checks = 0;
    let tries = 0;
    await publisher(queue).publish([noteOf('a')]);

    await startConsumer({
      ...common(queue),
      concurrency: 1,
      dependsOn: [
        {
          name: 'database',
          check: async () => {
            checks += 1;
            if (checks < 4) throw new Error('down');
          },
        },
      ],
      handle: async () => {
        tries += 1;
        return tries === 1 ? retry(new Error('down'), 0) : done();
      },
    });

    await until(async () => (await remaining(queue)) === 0);
    expect({ tries, checks }).toEqual({ tries: 2, checks: 4 });
    expect(await codes(queue)).toEqual([]);
  });

  it('will not start on a queue without a place for what cannot be handled', async () => {
    const queue = await world.queue();
    const bare: Queue = { ...queue, deadLetterQueue: async () => undefined };

    const consumer = createConsumer({ ...common(bare), handle: async () => done() });

    await expect(consumer.check?.()).rejects.toThrow(/no dead-letter queue.*QUERIES_DLQ_URL/);
  });
}
