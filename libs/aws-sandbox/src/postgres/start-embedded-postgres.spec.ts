import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from './start-embedded-postgres';

const folder = mkdtempSync(path.join(tmpdir(), 'embedded-postgres-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newDir = (): string => path.join(mkdtempSync(path.join(folder, 'server-')), 'data');

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

describe('startEmbeddedPostgres', () => {
  it('keeps what was committed across kill -9 and a restart', async () => {
    const dataDir = newDir();
    const first = await startEmbeddedPostgres({ dataDir });
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.kill();

    const second = await startEmbeddedPostgres({ dataDir });
    const rows = await ask<{ answer: number }>(second.url, 'select answer from kept');
    await second.stop();

    expect(rows).toEqual([{ answer: 42 }]);
  });

  it('takes a folder over from a server that is still running on it', async () => {
    const dataDir = newDir();
    await startEmbeddedPostgres({ dataDir, durable: false });

    const second = await startEmbeddedPostgres({ dataDir, durable: false });
    const rows = await ask<{ one: number }>(second.url, 'select 1 as one');
    await second.stop();

    expect(rows).toEqual([{ one: 1 }]);
  });

  it('carries the trigram extension that search leans on', async () => {
    const server = await startEmbeddedPostgres({ dataDir: newDir(), durable: false });

    await ask(server.url, 'create extension pg_trgm');
    const rows = await ask<{ near: boolean }>(
      server.url,
      `select similarity('revenue', 'revenues') > 0.5 as near`,
    );
    await server.stop();

    expect(rows).toEqual([{ near: true }]);
  });
});
