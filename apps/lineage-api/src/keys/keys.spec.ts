import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigurationError, silentLogger } from '@tributary/service-kit';
import { stopTestServer } from '@tributary/testing';
import { runningApi, type RunningApi } from '../../test/support/running-api';
import { openKeyRing } from './open-key-ring';
import { parseKeyFile } from './parse-key-file';

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

describe('keys', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await runningApi({
      keys: await openKeyRing({ API_KEYS: [hashOf('first'), hashOf('se:cond')] }, silentLogger),
    });
  });
  afterAll(async () => {
    await api.stop();
    await stopTestServer();
  });

  const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

  it.each([
    ['as a bearer token', { authorization: 'Bearer first' }],
    ['in a header of its own', { 'x-api-key': 'se:cond' }],
    ['as a password', { authorization: basic('anybody:se:cond') }],
  ])('let in who brings one %s', async (_how, headers: Record<string, string>) => {
    expect((await api.get('/v1/coverage', headers)).status).toBe(200);
  });

  it.each([
    ['nothing', 'key-missing', {}],
    ['an unknown key', 'key-unknown', { authorization: 'Bearer third' }],
    ['the hash of a key', 'key-unknown', { 'x-api-key': hashOf('first') }],
    ['a scheme of their own', 'key-missing', { authorization: 'Digest first' }],
  ])('keep out who brings %s', async (_what, code, headers: Record<string, string>) => {
    for (const address of ['/v1/coverage', '/v1/export', '/docs', '/', '/v1/openapi.json']) {
      const response = await api.get(address, headers);

      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
      expect(await response.json()).toMatchObject({ code });
    }
  });

  describe('in a file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'keys-'));
    const file = path.join(folder, 'keys');
    afterAll(() => rmSync(folder, { recursive: true }));

    it('may carry names and comments', async () => {
      writeFileSync(file, `# keys\n${hashOf('a')}  dashboards\n\n${hashOf('b')} # old\n`);

      const ring = await openKeyRing({ API_KEYS_FILE: file }, silentLogger);

      expect([await ring?.holds('a'), await ring?.holds('b'), await ring?.holds('c')]).toEqual([
        true,
        true,
        false,
      ]);
    });

    it('are refused by line, without their text', () => {
      const complaint = (text: string): string => {
        try {
          parseKeyFile(text);
        } catch (error) {
          if (error instanceof ConfigurationError) return error.message;
        }
        return 'none';
      };

      expect(complaint(`${hashOf('a')}\nhunter2\n`)).toMatch(/line 2/);
      expect(complaint('hunter2')).not.toContain('hunter2');
      expect(complaint('# nothing\n')).toContain('holds no hash');
    });

    it('are a problem of the configuration when it is not there', async () => {
      await expect(openKeyRing({ API_KEYS_FILE: path.join(folder, 'none') }, silentLogger)).rejects.toThrow(
        /API_KEYS_FILE cannot be read/,
      );
    });
  });
});
