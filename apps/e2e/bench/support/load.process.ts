import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { lineageEvents } from './lineage-events';
import type { LoadOrder, LoadResult } from './load';

/** Posts events from a process of its own, so that making them costs the measured process nothing. One order, one result. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
let pool: { readonly first: number; readonly bodies: readonly Buffer[] } | undefined;

process.on('message', (order: LoadOrder) => {
  void obey(order).then((result) => process.send!(result));
});

async function obey({
  url,
  distinct,
  first,
  connections,
  events,
  perSecond,
}: LoadOrder): Promise<LoadResult> {
  if (pool?.first !== first || pool.bodies.length !== distinct)
    pool = { first, bodies: lineageEvents(distinct, first).map((text) => gzipSync(text)) };
  const { bodies } = pool;
  const target = new URL(url);
  const latencies: number[] = [];
  const accepted: string[] = [];
  const statuses: Record<string, number> = {};
  const from = performance.now();
  const send = async (index: number, since: number): Promise<void> => {
    const { status, text } = await post(target, bodies[index % bodies.length]!);
    latencies.push(performance.now() - since);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 201 && text.startsWith('{')) accepted.push((JSON.parse(text) as { id: string }).id);
  };

  if (perSecond === null) {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < events) await send(next++, performance.now());
    };
    await Promise.all(Array.from({ length: connections }, worker));
  } else {
    // Counted from when an event was due, not from when there was time for it: a stall must not hide its own victims.
    const sent: Promise<void>[] = [];
    while (sent.length < events) {
      const due = Math.min(events, Math.ceil(((performance.now() - from) / 1_000) * perSecond));
      while (sent.length < due) sent.push(send(sent.length, from + (sent.length / perSecond) * 1_000));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await Promise.all(sent);
  }
  return { seconds: (performance.now() - from) / 1_000, latencies, statuses, accepted };
}

function post(url: URL, body: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          'content-length': body.length,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode!, text }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
