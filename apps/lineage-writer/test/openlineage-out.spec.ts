import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CatalogObserved } from '@tributary/contracts';
import { memoryBlobStore } from '@tributary/messaging';
import { datasetEventsOf, type EmittedEvent } from '@tributary/openlineage';
import { silentLogger } from '@tributary/service-kit';
import { createOutlet } from '../src/openlineage-out/create-outlet';
import { openSink } from '../src/openlineage-out/open-sink';
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

/** An outlet over a sink that does as it is told, and what came of it. */
function outletOver(send: Sink['send'], options: { most?: number; mostWaiting?: number } = {}) {
  const sent: Record<string, number> = {};
  const outlet = createOutlet({
    sink: { most: options.most ?? 10, lanes: 1, send },
    logger: silentLogger,
    counts: { sent: (events, outcome) => void (sent[outcome] = (sent[outcome] ?? 0) + events) },
    ...(options.mostWaiting !== undefined && { mostWaiting: options.mostWaiting }),
    backoffMs: () => 1,
  });
  return { outlet, sent };
}

describe('the outlet', () => {
  it('sends what it is offered, and what is offered before it stops', async () => {
    const arrived: string[] = [];
    const { outlet, sent } = outletOver(async (events) => void arrived.push(...namesIn(events)), { most: 2 });

    await outlet.start!();
    outlet.offer([catalog(['a', 'b', 'c'])]);
    outlet.offer([catalog(['d'])]);
    await outlet.stop!();

    expect(arrived).toEqual(['a', 'b', 'c', 'd']);
    expect(sent).toEqual({ sent: 4 });
  });

  it('tells a table again only when something about it is new', async () => {
    const arrived: string[] = [];
    const { outlet } = outletOver(async (events) => void arrived.push(...namesIn(events)));

    await outlet.start!();
    outlet.offer([catalog(['a', 'b']), catalog(['a', 'b']), catalog(['b'], ['id', 'name'])]);
    await outlet.stop!();

    expect(arrived).toEqual(['a', 'b', 'b']);
  });

  it('tries again what did not arrive, and gives up what is refused', async () => {
    const tries: string[] = [];
    let recovered = (): void => undefined;
    const done = new Promise<void>((resolve) => (recovered = resolve));
    const { outlet, sent } = outletOver(
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
    outlet.offer([catalog(['bad', 'good'])]);
    await done;
    await outlet.stop!();

    expect(tries).toEqual(['bad', 'good', 'good', 'good']);
    expect(sent).toEqual({ refused: 1, sent: 1 });
  });

  it('drops what would be too much to keep, and at the end what still cannot be sent', async () => {
    const { outlet, sent } = outletOver(() => Promise.reject(new Error('away')), { mostWaiting: 3 });

    outlet.offer([catalog(['a', 'b', 'c', 'd', 'e'])]);
    await outlet.start!();
    await outlet.stop!();

    expect(sent).toEqual({ dropped: 5 });
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
