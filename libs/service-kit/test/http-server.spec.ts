import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHttpServer } from '../src';

const folder = mkdtempSync(path.join(tmpdir(), 'tributary-kit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('finishes the request in hand before it stops, and takes no new one', async () => {
  let answer: () => void = () => undefined;
  let arrived: () => void = () => undefined;
  const inHand = new Promise<void>((resolve) => (arrived = resolve));
  const portFile = path.join(folder, 'port');
  const server = createHttpServer({
    app: (_, response) => {
      answer = () => response.end('done');
      arrived();
    },
    port: 0,
    portFile,
  });
  await server.start?.();
  expect(Number(readFileSync(portFile, 'utf8'))).toBe(server.port());
  const url = `http://127.0.0.1:${server.port()}/`;

  const asked = fetch(url);
  await inHand;
  const stopped = server.stop?.();
  await expect(fetch(url)).rejects.toThrow();
  answer();
  expect(await (await asked).text()).toBe('done');
  await stopped;
});

it('closes sockets that take longer than the drain', async () => {
  const server = createHttpServer({ app: () => undefined, port: 0, drainMs: 50 });
  await server.start?.();
  const asked = fetch(`http://127.0.0.1:${server.port()}/`);
  await Promise.all([
    expect(asked).rejects.toThrow(),
    new Promise((r) => setTimeout(r, 20)).then(() => server.stop?.()),
  ]);
});
