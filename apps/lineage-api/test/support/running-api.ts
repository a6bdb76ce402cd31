import { type Database, createGraphReader, migrate, openDatabase } from '@tributary/graph-store';
import { createHttpServer, createMetrics, silentLogger, type Metrics } from '@tributary/service-kit';
import { testDatabase } from '@tributary/testing';
import { type AppParts, createApp } from '../../src/app';

const migrated = async (url: string): Promise<void> => void (await migrate(url));

export interface RunningApi {
  readonly database: Database;
  readonly metrics: Metrics;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  request(path: string, init: RequestInit): Promise<Response>;
  json(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** lineage-api over an empty, migrated database of the test's own. */
export async function runningApi(parts: Partial<AppParts> = {}): Promise<RunningApi> {
  const { url, drop } = await testDatabase({ migrate: migrated });
  const database = openDatabase(url);
  const metrics = createMetrics();
  const budgetMs = parts.budgetMs ?? 5_000;
  const app = createApp({
    reader: createGraphReader(database, { budgetMs }),
    budgetMs,
    keys: null,
    webDist: '/nowhere',
    logger: silentLogger,
    metrics,
    ...parts,
  });
  const server = createHttpServer({ app, port: 0 });
  await server.start?.();
  const request = (path: string, init: RequestInit): Promise<Response> =>
    fetch(`http://127.0.0.1:${server.port()}${path}`, init);
  return {
    database,
    metrics,
    request,
    get: (path, headers = {}) => request(path, { headers }),
    json: async (path) => (await request(path, {})).json(),
    stop: async () => {
      await server.stop?.();
      await database.close();
      await drop();
    },
  };
}
