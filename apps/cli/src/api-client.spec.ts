import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { askApi, streamApi } from './api-client';
import { exitCodes } from './exit-codes';

let server: Server | undefined;
afterEach(() => server?.close());

async function apiThat(answers: RequestListener): Promise<{ url: string }> {
  server = createServer(answers).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

it('asks with the key, leaves out what was not given, and checks the shape', async () => {
  const asked: string[] = [];
  const api = await apiThat((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.end('{"n": 1}');
  });
  const shape = z.object({ n: z.number() });
  expect(await askApi({ ...api, key: 'k' }, 'v1/x', { a: 'b c', none: undefined }, shape)).toEqual({ n: 1 });
  expect(asked).toEqual(['/v1/x?a=b+c Bearer k']);
});

it('passes on the advice of a refusal, with the names it could have meant', async () => {
  const api = await apiThat((_, response) => {
    response.statusCode = 404;
    response.end(
      JSON.stringify({
        type: 'about:blank',
        title: 'Not found',
        status: 404,
        code: 'unknown-dataset',
        detail: 'No dataset is called x.',
        candidates: ['raw.x'],
      }),
    );
  });
  await expect(streamApi(api, 'v1/export', {})).rejects.toMatchObject({
    message: 'No dataset is called x.\n  raw.x',
    exitCode: exitCodes.usage,
  });
});

it('says where nobody answers', async () => {
  const api = await apiThat(() => undefined);
  server?.close();
  await expect(streamApi(api, 'v1/export', {})).rejects.toMatchObject({
    message: expect.stringContaining('TRIBUTARY_URL') as string,
    exitCode: exitCodes.failure,
  });
});

it('streams a long answer', async () => {
  const api = await apiThat((_, response) => {
    response.write('a\n');
    response.end('b\n');
  });
  expect(await text(await streamApi(api, 'v1/export', { format: 'jsonl' }))).toBe('a\nb\n');
});
