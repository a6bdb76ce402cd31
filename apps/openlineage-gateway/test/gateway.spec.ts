import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { type MemoryQueue, type Queue, memoryQueue } from '@tributary/messaging';
import { refusingBlobStore } from '../src/publish/refusing-blob-store';
import { type TestGateway, eventText, startGateway, storedKey } from './support/gateway';

const JSON_TYPE = { 'content-type': 'application/json' };
let queue: MemoryQueue;
let gateway: TestGateway;
const running: TestGateway[] = [];
const start = async (
  options: Parameters<typeof startGateway>[1] = {},
  over: Queue = queue,
): Promise<void> => {
  gateway = await startGateway(over, options);
  running.push(gateway);
};
const stored = (): string[] => queue.bodies().map((body) => (JSON.parse(body) as { body: string }).body);

beforeEach(async () => {
  queue = memoryQueue({ name: 'events' });
  await start();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

describe('one event', () => {
  it.each([
    '/api/openlineage',
    '/api/v1/lineage',
    '/api/openlineage/api/v1/lineage',
    '/api/v1/lineage/',
    '/api/openlineage/',
  ])('is taken at %s, and is on the queue by then', async (path) => {
    const answer = await gateway.post(path, eventText());

    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      status: 'accepted',
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(stored()).toEqual([eventText()]);
  });

  it('travels as it came, big numbers and all', async () => {
    const text = `{ "eventTime":"2026-03-01T08:00:00Z", "job":{"namespace":"zoo","name":"x"}, "n":9007199254740993 }`;

    expect((await gateway.post('/api/openlineage', text)).status).toBe(201);
    expect(stored()).toEqual([text]);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ] as const)('may be packed by %s', async (encoding, pack) => {
    const answer = await gateway.post('/api/v1/lineage', new Uint8Array(pack(eventText())), {
      'content-type': 'application/json; charset=UTF-8',
      accept: 'application/json; charset=UTF-8',
      'content-encoding': encoding,
    });

    expect(answer.status).toBe(201);
    expect(stored()).toEqual([eventText()]);
  });

  it.each([
    ['application/json; charset=UTF-8', undefined],
    ["APPLICATION/JSON;charset='utf8'", undefined],
    ['application/json; charset=', 'identity'],
    ['application/cloudevents+json', ''],
  ])('says that it is JSON in any spelling: %s', async (type, encoding) => {
    const headers = { 'content-type': type, ...(encoding !== undefined && { 'content-encoding': encoding }) };

    expect((await gateway.post('/api/v1/lineage', eventText(), headers)).status).toBe(201);
  });

  it('may be packed in pieces, and say that more than one thing was done to it', async () => {
    const [head, tail] = [eventText().slice(0, 40), eventText().slice(40)];
    const packed = Buffer.concat([gzipSync(head), gzipSync(tail)]);

    const answer = await gateway.post('/api/v1/lineage', new Uint8Array(packed), {
      ...JSON_TYPE,
      'content-encoding': 'gzip, identity',
    });

    expect(answer.status).toBe(201);
    expect(stored()).toEqual([eventText()]);
  });

  it('is refused with every fault named', async () => {
    const answer = await gateway.post(
      '/api/openlineage',
      eventText({ eventTime: 'soon', job: {}, inputs: {} }),
    );

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const { errors } = (await answer.json()) as { errors: { path: string; rule: string }[] };
    expect(errors.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'eventTime not-a-time',
      'job.namespace missing',
      'job.name missing',
      'inputs wrong-type',
    ]);
    expect(stored()).toEqual([]);
  });

  it.each([
    ['an empty body', '', JSON_TYPE, 400],
    ['half a document', '{"a":', JSON_TYPE, 400],
    ['bytes that are no UTF-8', new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), JSON_TYPE, 400],
    ['depth beyond reason', '['.repeat(200_000), JSON_TYPE, 400],
    ['gzip that is none', 'plain', { ...JSON_TYPE, 'content-encoding': 'gzip' }, 400],
    ['nothing in gzip', '', { ...JSON_TYPE, 'content-encoding': 'gzip' }, 400],
    [
      'gzip without its end',
      new Uint8Array(gzipSync(eventText()).subarray(0, -8)),
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
      400,
    ],
    [
      'UTF-16 with a mark',
      new Uint8Array([0xff, 0xfe, ...Buffer.from(eventText(), 'utf16le')]),
      JSON_TYPE,
      400,
    ],
    ['two documents', `${eventText()}\n${eventText()}`, JSON_TYPE, 400],
    ['a list where one event belongs', `[${eventText()}]`, JSON_TYPE, 400],
    ['another type', eventText(), { 'content-type': 'text/plain' }, 415],
    ['another charset', eventText(), { 'content-type': 'application/json; charset=latin1' }, 415],
    ['another encoding', eventText(), { ...JSON_TYPE, 'content-encoding': 'zstd' }, 415],
    ['too many bytes', new Uint8Array(1_048_577), JSON_TYPE, 413],
    [
      'a bomb',
      new Uint8Array(gzipSync(Buffer.alloc(64 * 1_048_576))),
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
      413,
    ],
  ])('is refused: %s', async (_what, body, headers, status) => {
    expect((await gateway.post('/api/v1/lineage', body, headers as Record<string, string>)).status).toBe(
      status,
    );
    expect((await gateway.post('/api/v1/lineage', eventText())).status).toBe(201);
  });

  it('of our own making is ignored when it comes back', async () => {
    const answer = await gateway.post('/api/v1/lineage', eventText({ producer: 'urn:tributary:out' }));

    expect([answer.status, await answer.json()]).toEqual([
      201,
      { status: 'ignored', id: expect.any(String), warnings: [] },
    ]);
    expect(stored()).toEqual([]);
  });

  it('has no secrets when it reaches the queue', async () => {
    await gateway.post(
      '/api/v1/lineage',
      eventText({ run: { runId: 'r', facets: { x: { password: 'hush-1' } } } }),
    );

    expect(stored()[0]).not.toContain('hush-1');
  });

  it('goes through the bucket when it is too large for the queue, or is refused where there is none', async () => {
    const large = eventText({ padding: 'x'.repeat(1_000_000) });
    expect((await gateway.post('/api/v1/lineage', large)).status).toBe(201);
    expect(queue.bodies()[0]).toContain('claim-check');

    await start({ blobs: refusingBlobStore });
    expect((await gateway.post('/api/v1/lineage', large)).status).toBe(413);
  });
});

it('has nothing but POST, and nothing anywhere else', async () => {
  const put = await fetch(`${gateway.url}/api/v1/lineage`, { method: 'PUT', body: eventText() });
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await fetch(`${gateway.url}/api/v1/lineage/batch`)).status).toBe(405);
  expect((await gateway.post('/api/v2/lineage', eventText())).status).toBe(404);
  expect((await gateway.post('/%zz', eventText())).status).toBe(404);
});

describe('a batch', () => {
  const post = (body: string): Promise<Response> => gateway.post('/api/v1/lineage/batch', body);

  it('has an outcome per event', async () => {
    const answer = await post(`[${eventText()},{"bad":1},${eventText({ job: {} })}]`);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      status: 'partial_success',
      summary: { received: 3, successful: 1, failed: 2, retriable: 0, non_retriable: 2 },
      failed_events: [
        { index: 1, retriable: false },
        { index: 2, retriable: false },
      ],
      events: [{ status: 'accepted' }, { status: 'refused' }, { status: 'refused' }],
    });
    expect(stored()).toEqual([eventText()]);
  });

  it('may be empty, but not something else', async () => {
    expect(await (await post('[]')).json()).toMatchObject({ status: 'success', summary: { received: 0 } });
    expect((await post(eventText())).status).toBe(400);
  });
});

describe('the queue', () => {
  it('is called once for events that come together, and the failure of one is its own', async () => {
    const calls: number[] = [];
    const inner = queue;
    await start(
      {},
      {
        ...inner,
        send: async (messages) => {
          calls.push(messages.length);
          const failed = messages.findIndex(({ body }) => body.includes('unlucky'));
          const failures = await inner.send(messages.filter((_, index) => index !== failed));
          return failed < 0 ? failures : [{ index: failed, code: 'Nope', detail: '', retryable: false }];
        },
      },
    );
    const names = ['a', 'b', 'unlucky', 'c', 'd'];

    const answers = await Promise.all(
      names.map((name) => gateway.post('/api/v1/lineage', eventText({ job: { namespace: 'zoo', name } }))),
    );

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 503, 201, 201]);
    expect(answers[2]!.headers.get('retry-after')).toBe('1');
    expect(calls.length).toBeLessThan(names.length);
    expect(stored()).toHaveLength(4);
  });

  it('is unavailable: 503, for the batch as a whole too', async () => {
    await start({}, { ...queue, send: () => Promise.reject(new Error('down')) });

    for (const [path, body] of [
      ['/api/v1/lineage', eventText()],
      ['/api/v1/lineage/batch', `[${eventText()}]`],
    ] as const) {
      const answer = await gateway.post(path, body);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    }
  });

  it('that stalls gives 503 in time, and beyond the limit of requests at once; what it took late is not lost on stopping', async () => {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const inner = queue;
    await start(
      { requests: 2, answerWithinMs: 50 },
      { ...inner, send: (messages) => opened.then(() => inner.send(messages)) },
    );
    const post = (): Promise<Response> => gateway.post('/api/v1/lineage', eventText());

    const [first, second] = await Promise.all([post(), post()]);
    const third = await post();

    expect([first!.status, second!.status]).toEqual([503, 503]);
    expect(await third.json()).toMatchObject({ code: 'busy' });
    const stopped = gateway.stop();
    open();
    await stopped;
    expect(stored()).toHaveLength(2);
  });
});

describe('many large events at once', () => {
  const large = (name: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(
      gzipSync(eventText({ job: { namespace: 'zoo', name }, padding: 'x'.repeat(3 * 1_048_576) })),
    );
  const postAll = (count: number): Promise<Response[]> =>
    Promise.all(
      Array.from({ length: count }, (_, i) =>
        gateway.post('/api/v1/lineage', large(`j${i}`), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
      ),
    );

  it('are taken, or told to come again; what was taken is there', async () => {
    const answers = await postAll(12);

    const taken = answers.filter(({ status }) => status === 201);
    const later = answers.filter(({ status }) => status === 503);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length + later.length).toBe(12);
    expect(later.every(({ headers }) => headers.get('retry-after') === '1')).toBe(true);
    expect(queue.bodies()).toHaveLength(taken.length);
    expect((await gateway.post('/api/v1/lineage', eventText())).status).toBe(201);
  });

  it('hold no more memory than is set, and leave it when they are done', async () => {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    let full = (): void => undefined;
    const isFull = new Promise<void>((resolve) => (full = resolve));
    const inner = queue;
    let calls = 0;
    const send: Queue['send'] = async (messages) => {
      if ((calls += 1) === 2) full();
      await opened;
      return inner.send(messages);
    };
    await start({ bytes: 1_048_576 }, { ...inner, send });
    const post = (): Promise<Response> =>
      gateway.post('/api/v1/lineage', eventText({ padding: 'x'.repeat(400_000) }));

    const held = [post(), post()];
    await isFull;
    const beyond = await post();
    open();

    expect([beyond.status, beyond.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([201, 201]);
    expect((await post()).status).toBe(201);
  });
});

describe('keys', () => {
  beforeEach(() => start({ keys: [storedKey('zoo', 'k-1', ['zoo', 'farm-*']), storedKey('all', 'k-2')] }));
  const post = async (headers: Record<string, string>, namespace = 'zoo'): Promise<number> =>
    (
      await gateway.post('/api/v1/lineage', eventText({ job: { namespace, name: 'j' } }), {
        ...JSON_TYPE,
        ...headers,
      })
    ).status;

  it.each([
    ['a bearer', { authorization: 'Bearer k-1' }, 'zoo', 201],
    ['a header of its own', { 'x-api-key': 'k-1' }, 'zoo', 201],
    ['a namespace by prefix', { 'x-api-key': 'k-1' }, 'farm-north', 201],
    ['a key for everything', { 'x-api-key': 'k-2' }, 'anything', 201],
    ['a foreign namespace', { 'x-api-key': 'k-1' }, 'museum', 403],
    ['no key', {}, 'zoo', 401],
    ['a wrong key', { authorization: 'Bearer k-3' }, 'zoo', 401],
    ['another scheme', { authorization: 'Basic azp4' }, 'zoo', 401],
  ])('%s', async (_what, headers, namespace, status) => {
    expect(await post(headers as Record<string, string>, namespace)).toBe(status);
  });
});
