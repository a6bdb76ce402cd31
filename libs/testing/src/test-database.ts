import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@tributary/aws-sandbox';
import pg from 'pg';
import { removeAbandoned, serverFolderPrefix } from './remove-abandoned';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

let server: Promise<{ running: EmbeddedPostgres; folder: string }> | undefined;
let databases = 0;

/** One throw-away server per test file (about 0.5 s), started when the first database is asked for. */
async function sharedServer(): Promise<EmbeddedPostgres> {
  server ??= (async () => {
    removeAbandoned();
    const folder = mkdtempSync(serverFolderPrefix(process.pid));
    // In the background: a test file whose hooks fail must not keep the runner waiting for ever.
    const running = await startEmbeddedPostgres({
      dataDir: path.join(folder, 'data'),
      durable: false,
      background: true,
    });
    return { running, folder };
  })();
  return (await server).running;
}

const onServer = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/**
 * A real, empty Postgres database for one test. `migrate` runs once per test file, into a template that later databases are cloned from.
 * Call `stopTestServer` in afterAll.
 */
export async function testDatabase(
  options: { migrate?: (url: string) => Promise<void> } = {},
): Promise<TestDatabase> {
  const { url } = await sharedServer();
  const address = (database: string): string => url.replace(/\/[^/]*$/, `/${database}`);
  const template =
    options.migrate === undefined ? 'template0' : await templateFor(url, address, options.migrate);

  databases += 1;
  const name = `test_${databases}`;
  await onServer(url, `create database ${name} template ${template}`);
  return { url: address(name), drop: () => onServer(url, `drop database ${name} with (force)`) };
}

let templatesMade = 0;
const nextTemplate = (): number => (templatesMade += 1);
const templates = new Map<(url: string) => Promise<void>, Promise<string>>();

async function templateFor(
  url: string,
  address: (database: string) => string,
  migrate: (url: string) => Promise<void>,
): Promise<string> {
  const made =
    templates.get(migrate) ??
    (async () => {
      const name = `template_${nextTemplate()}`;
      await onServer(url, `create database ${name} template template0`);
      await migrate(address(name));
      return name;
    })();
  templates.set(migrate, made);
  return await made;
}

/** Stops the test file's server and removes its data. */
export async function stopTestServer(): Promise<void> {
  if (server === undefined) return;
  const { running, folder } = await server;
  server = undefined;
  templates.clear();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}
