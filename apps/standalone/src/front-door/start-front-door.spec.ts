import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { freePort } from '../process/free-port';
import { startFrontDoor } from './start-front-door';

const stops: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function service(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function door(apiPort: number, gatewayPort: number): Promise<string> {
  const port = await freePort(undefined, 'the front door');
  const opened = await startFrontDoor({ port, apiPort, gatewayPort });
  stops.push(() => opened.stop());
  return `http://127.0.0.1:${port}`;
}

const named =
  (name: string): RequestListener =>
  (request, response) =>
    response.end(`${name} ${request.method} ${request.url}`);

describe('the front door', () => {
  it.each([
    ['POST', '/api/v1/lineage', 'gateway'],
    ['POST', '/api/v1/lineage/', 'gateway'],
    ['POST', '/api/openlineage/batch?x=1', 'gateway'],
    ['GET', '/api/v1/lineage?nodeId=dataset%3Aa%3Ab', 'api'],
    ['PUT', '/api/v1/tags/a', 'api'],
    ['POST', '/v1/simulate', 'api'],
    ['GET', '/apis', 'api'],
    ['GET', '/', 'api'],
  ])('passes %s %s on to the %s, as it came', async (method, path, to) => {
    const url = await door(await service(named('api')), await service(named('gateway')));

    expect(await (await fetch(url + path, { method })).text()).toBe(`${to} ${method} ${path}`);
  });

  it('passes bytes, headers and statuses on unchanged, both ways', async () => {
    const echo = await service(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      response.writeHead(201, {
        'content-encoding': request.headers['content-encoding'],
        'x-key': request.headers['authorization'],
      });
      response.end(Buffer.concat(parts));
    });
    const url = await door(echo, echo);
    const text = 'é'.repeat(100_000);

    const answer = await fetch(`${url}/api/v1/lineage`, {
      method: 'POST',
      body: gzipSync(text),
      headers: { 'content-encoding': 'gzip', authorization: 'Bearer k' },
    });

    expect([answer.status, answer.headers.get('x-key')]).toEqual([201, 'Bearer k']);
    expect(await answer.text()).toBe(text);
  });

  it('answers 503 with a time to ask again while nobody is behind it', async () => {
    const nobody = await freePort(undefined, 'nobody');
    const url = await door(nobody, nobody);

    const answer = await fetch(`${url}/api/v1/lineage`, { method: 'POST', body: '{}' });

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it('breaks off where the answer did', async () => {
    const half = await service((_request, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half', () => response.destroy());
    });
    const url = await door(half, half);

    await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
  });
});
