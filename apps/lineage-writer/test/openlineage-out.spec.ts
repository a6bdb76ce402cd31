import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CatalogObserved } from '@tributary/contracts';
import { memoryBlobStore, memoryObjectFolder, type ObjectFolder } from '@tributary/messaging';
import { datasetEventsOf, type EmittedEvent } from '@tributary/openlineage';
import { silentLogger, type Clock } from '@tributary/service-kit';
import { createOutlet } from '../src/openlineage-out/create-outlet';
import { openSink } from '../src/openlineage-out/open-sink';
import { createOutbox } from '../src/openlineage-out/outbox';
import { s3Sink } from '../src/openlineage-out/s3-sink';
import { RefusedError, type Sink } from '../src/openlineage-out/sink';

const namespace = 'redshift://shop.eu-west-1:5439';

/** Tables as a catalog tells them. */
const catalog = (tables: string[], columns = ['id']): CatalogObserved => ({
  type: 'catalog-observed',
  version: 1,
  source: { kind: 'redshift', id: 'redshift:shop', namespace },
  runId: 'run',
  observedAt: '2026-03-01T08:00:00Z',
  tables: tables.map((name) => ({
    dataset: { namespace, name },
    tableType: 'table',
    columns: columns.map((column) => ({ name: column, type: 'integer', partitionKey: false })),
    location: null,
    linkTo: null,
    owner: null,
    description: null,
  })),
  externalSchemas: [],
  datashares: [],
  searchPaths: [],
});
const namesIn = (events: readonly EmittedEvent[]): string[] =>
  events.map((event) => ('dataset' in event ? event.dataset.name : event.job.name));

/** A clock that stands until it is moved. */
function standingClock(): Clock & { pass(milliseconds: number): void } {
  let now = Date.parse('2026-03-01T08:00:00Z');
  return { now: () => new Date(now), pass: (milliseconds) => void (now += milliseconds) };
}

/** What outlasts a process: the bucket and the time. */
const world = () => ({ folder: memoryObjectFolder(), clock: standingClock() });

/** An outlet over a sink that does as it is told, and what came of it. */
function outletOver(
  send: Sink['send'],
  {
    folder = memoryObjectFolder(),
    clock = standingClock(),
    most = 10,
    ...options
  }: Partial<ReturnType<typeof world>> & { most?: number; mostHeld?: number } = {},
) {
  const sent: Record<string, number> = {};
  const outlet = createOutlet({
    sink: { most, lanes: 1, send },
    outbox: createOutbox(folder, clock),
    clock,
    logger: silentLogger,
    counts: { sent: (events, outcome) => void (sent[outcome] = (sent[outcome] ?? 0) + events) },
    backoffMs: () => 1,
    leftAfterMs: 60_000,
    lookEveryMs: 1,
    ...options,
  });
  return { outlet, sent, folder };
}

/** A sink that takes everything, and a promise of so many events. */
function taking(count: number) {
  const arrived: string[] = [];
  let enough = (): void => undefined;
  const all = new Promise<void>((resolve) => (enough = resolve));
  const send = async (events: readonly EmittedEvent[]): Promise<void> => {
    arrived.push(...namesIn(events));
    if (arrived.length >= count) enough();
  };
  return { arrived, all, send };
}

const away = (): Promise<never> => Promise.reject(new Error('away'));

describe('the outlet', () => {
  it('sends what it is offered, and what is offered before it stops; nothing stays behind', async () => {
    const { arrived, send } = taking(4);
    const { outlet, sent, folder } = outletOver(send, { most: 2 });

    await outlet.start!();
    await outlet.offer([catalog(['a', 'b', 'c'])]);
    await outlet.offer([catalog(['d'])]);
    await outlet.stop!();

    expect(arrived).toEqual(['a', 'b', 'c', 'd']);
    expect(sent).toEqual({ sent: 4 });
    expect(folder.objects.size).toBe(0);
  });

  it('tells a table again only when something about it is new', async () => {
    const { arrived, send } = taking(3);
    const { outlet } = outletOver(send);

    await outlet.start!();
    await outlet.offer([catalog(['a', 'b']), catalog(['a', 'b']), catalog(['b'], ['id', 'name'])]);
    await outlet.offer([catalog(['a'])]);
    await outlet.stop!();

    expect(arrived).toEqual(['a', 'b', 'b']);
  });

  it('tries again what did not arrive, and gives up what is refused', async () => {
    const tries: string[] = [];
    let recovered = (): void => undefined;
    const done = new Promise<void>((resolve) => (recovered = resolve));
    const { outlet, sent, folder } = outletOver(
      async (events) => {
        const [name] = namesIn(events);
        tries.push(name!);
        if (name === 'bad') throw new RefusedError('no');
        if (tries.length < 4) throw new Error('away');
        recovered();
      },
      { most: 1 },
    );

    await outlet.start!();
    await outlet.offer([catalog(['bad', 'good'])]);
    await done;
    await outlet.stop!();

    expect(tries).toEqual(['bad', 'good', 'good', 'good']);
    expect(sent).toEqual({ refused: 1, sent: 1 });
    expect(folder.objects.size).toBe(0);
  });

  it('keeps over a restart what could not be sent, whole', async () => {
    const { folder, clock } = world();
    const before = outletOver(away, { folder, clock, most: 1 });
    await before.outlet.start!();
    await before.outlet.offer([catalog(['a', 'b'])]);
    await before.outlet.stop!();
    expect([before.sent, folder.objects.size]).toEqual([{}, 1]);

    const { arrived, all, send } = taking(2);
    const after = outletOver(send, { folder, clock });
    clock.pass(60_001);
    await after.outlet.start!();
    await all;
    await after.outlet.stop!();

    expect(arrived).toEqual(['a', 'b']);
    expect(folder.objects.size).toBe(0);
  });

  it('leaves to the outbox what would be too much to hold, and comes back for it', async () => {
    const { folder, clock } = world();
    const { arrived, all, send } = taking(4);
    let isAway = true;
    const { outlet } = outletOver((events) => (isAway ? away() : send(events)), {
      folder,
      clock,
      mostHeld: 2,
      most: 1,
    });

    await outlet.start!();
    await outlet.offer([catalog(['a', 'b', 'c'])]);
    clock.pass(1);
    await outlet.offer([catalog(['d'])]);
    expect(folder.objects.size).toBe(2);
    isAway = false;
    clock.pass(60_001);
    await all;
    await outlet.stop!();

    expect(arrived).toEqual(['a', 'b', 'c', 'd']);
    expect(folder.objects.size).toBe(0);
  });

  it('offered what cannot be kept says so, and the same offered again is news still', async () => {
    const { folder, clock } = world();
    const { arrived, send } = taking(1);
    let fails = true;
    const put: ObjectFolder['put'] = (key, content) => (fails ? away() : folder.put(key, content));
    const { outlet } = outletOver(send, { folder: { ...folder, put }, clock });

    await outlet.start!();
    await expect(outlet.offer([catalog(['a'])])).rejects.toThrow('away');
    fails = false;
    await outlet.offer([catalog(['a'])]);
    await outlet.stop!();

    expect(arrived).toEqual(['a']);
  });

  it('passes over a parcel that cannot be read', async () => {
    const { folder, clock } = world();
    await folder.put('2026-01-01T00:00:00.000Z-x.ndjson', Buffer.from('{"half'));
    await createOutbox(folder, clock).keep(datasetEventsOf(catalog(['a'])));
    clock.pass(60_001);
    const { arrived, all, send } = taking(1);
    const { outlet } = outletOver(send, { folder, clock });

    await outlet.start!();
    await all;
    await outlet.stop!();

    expect(arrived).toEqual(['a']);
    expect([...folder.objects.keys()]).toEqual(['2026-01-01T00:00:00.000Z-x.ndjson']);
  });
});

describe('sinks', () => {
  const [event] = datasetEventsOf(catalog(['a']));
  const config = { AWS_REGION: 'eu-west-1' };

  it('are none unless one is configured', () => {
    expect(openSink(config)).toBeNull();
  });

  it('by HTTP: one event a request, with the key; what is refused is told from what may come again', async () => {
    const answers = [201, 503, 429, 400, 302];
    const seen: unknown[] = [];
    const server = http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push([request.headers.authorization, JSON.parse(body)]);
        response.writeHead(answers.shift()!, { location: '/elsewhere' }).end('told');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/lineage`;
      const sink = openSink({ ...config, OPENLINEAGE_OUT: url, OPENLINEAGE_OUT_KEY: 'k' })!;
      const outcomes: unknown[] = [];
      for (let i = 0; i < 5; i += 1)
        outcomes.push(
          await sink.send([event!]).then(
            () => 'sent',
            (error: Error) => error.name,
          ),
        );

      expect(outcomes).toEqual(['sent', 'Error', 'Error', 'RefusedError', 'RefusedError']);
      expect(seen[0]).toEqual(['Bearer k', event]);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('of a file get one event a line', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tributary-out-'));
    try {
      const file = path.join(folder, 'out.ndjson');
      const sink = openSink({ ...config, OPENLINEAGE_OUT: pathToFileURL(file).href })!;
      await sink.send([event!]);
      await sink.send([event!]);

      const lines = readFileSync(file, 'utf8').split('\n');
      expect(lines.map((line) => (line === '' ? null : JSON.parse(line)))).toEqual([event, event, null]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of a bucket get an object for the same events once', async () => {
    const bucket = memoryBlobStore();
    const sink = s3Sink(bucket);
    await sink.send([event!]);
    await sink.send([event!]);

    expect([...bucket.objects.keys()]).toEqual([
      expect.stringMatching(/^2026\/03\/01\/[0-9a-f]{64}\.ndjson$/),
    ]);
    expect(JSON.parse([...bucket.objects.values()][0]!.toString())).toEqual(event);
  });
});
