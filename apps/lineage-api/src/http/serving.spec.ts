import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGraphReader, openDatabase } from '@tributary/graph-store';
import { stopTestServer } from '@tributary/testing';
import { runningApi, type RunningApi } from '../../test/support/running-api';
import { seedShop } from '../../test/support/seed-shop';
import { endpoints } from '../endpoints';
import { describeApi } from '../openapi/describe';

const webDist = mkdtempSync(path.join(tmpdir(), 'web-'));
mkdirSync(path.join(webDist, 'assets'));
writeFileSync(path.join(webDist, 'index.html'), '<!doctype html><title>Tributary</title>');
writeFileSync(path.join(webDist, 'assets/app-1a2b.js'), 'export {};');

describe('beside the answers, lineage-api', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await runningApi({ webDist });
  });
  afterAll(async () => {
    await api.stop();
    await stopTestServer();
    rmSync(webDist, { recursive: true });
  });

  it.each(['/', '/dataset/of/the/page', '/?dataset=a'])(
    'serves the page of the UI at %s',
    async (address) => {
      const response = await api.get(address, { accept: 'text/html' });

      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<title>Tributary');
    },
  );

  it('lets browsers keep what has a hash in its name, and takes no page for a script', async () => {
    expect((await api.get('/assets/app-1a2b.js')).headers.get('cache-control')).toContain('immutable');
    expect((await api.get('/assets/gone.js', { accept: '*/*' })).status).toBe(404);
  });

  it('describes itself to people', async () => {
    const page = await (await api.get('/docs')).text();

    for (const { id } of endpoints) expect(page).toContain(`id="${id}"`);
    expect(page).toContain('<form action="/v1/lineage" method="get">');
    expect(page).not.toMatch(/<script|https?:\/\/[^"]*\.js/);
  });

  it('describes itself to programs: every reference leads somewhere, every parameter of a path is named', () => {
    const document = describeApi(endpoints);
    const { schemas } = document['components'] as { schemas: Record<string, unknown> };
    const references = JSON.stringify(document).match(/"#\/components\/schemas\/\w+"/g) ?? [];

    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      expect(Object.keys(schemas)).toContain(/\w+(?="$)/.exec(reference)?.[0]);
    }
    const paths = document['paths'] as Record<
      string,
      { get?: { parameters: { name: string; in: string }[] } }
    >;
    expect(paths['/v1/edges/{id}/evidence']?.get?.parameters[0]).toMatchObject({
      name: 'id',
      in: 'path',
      required: true,
    });
    expect(paths['/v1/lineage']?.get?.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'dataset', required: true }),
        expect.objectContaining({ name: 'column', required: false, schema: { type: 'string' } }),
        expect.objectContaining({
          name: 'depth',
          schema: { type: 'integer', minimum: 1, maximum: 50, default: 5 },
        }),
      ]),
    );
  });

  it('gives a question up when its time is spent, and says so', async () => {
    await seedShop(api.database, ['raw.orders#id -> core.orders#id']);
    let release = (): void => undefined;
    let locked: Promise<unknown> = Promise.resolve();
    await new Promise<void>((isLocked) => {
      locked = api.database.transaction(async (transaction) => {
        await transaction.query('lock table column_edge in access exclusive mode');
        isLocked();
        await new Promise<void>((resolve) => (release = resolve));
      });
    });
    const hurried = await runningApi({
      budgetMs: 200,
      reader: createGraphReader(api.database, { budgetMs: 200 }),
    });

    try {
      const response = await hurried.get('/v1/lineage?dataset=core.orders');

      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await response.json()).toMatchObject({ code: 'time-budget-spent' });
    } finally {
      release();
      await Promise.all([locked, hurried.stop()]);
    }
  });

  it('says that the database is away, and breaks nothing else', async () => {
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none', { tries: 1 });
    const alone = await runningApi({ reader: createGraphReader(away), webDist });

    const response = await alone.get('/v1/coverage');

    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'database-unavailable' });
    expect((await alone.get('/', { accept: 'text/html' })).status).toBe(200);
    await Promise.all([away.close(), alone.stop()]);
  });
});
