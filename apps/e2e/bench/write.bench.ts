import type { LineageQueueMessage } from '@tributary/contracts';
import {
  migrate,
  openDatabase,
  projectPending,
  storeObservations,
  type Database,
} from '@tributary/graph-store';
import { stopTestServer, testDatabase } from '@tributary/testing';
import pg from 'pg';
import { generateLog } from './support/generated-log';
import { milliseconds } from './support/in-turns';
import { insertRaw, readTables } from './support/raw-rows';
import { Report } from './support/report';

// npm run bench -- write [--large]: 6,000 statements, with --large 20,000.
const report = new Report('write');
const runs = process.argv.includes('--large') ? 20_000 : 6_000;
const BATCH = 100;

async function store(database: Database, log: Iterable<LineageQueueMessage>): Promise<void> {
  let batch: LineageQueueMessage[] = [];
  const flush = async (): Promise<void> => {
    await database.transaction((transaction) => storeObservations(transaction, batch));
    batch = [];
  };
  for (const message of log) if (batch.push(message) === BATCH) await flush();
  if (batch.length > 0) await flush();
}

async function project(database: Database): Promise<void> {
  for (let more = true; more;) ({ more } = await projectPending(database));
}

async function main(): Promise<void> {
  const { url } = await testDatabase();
  await migrate(url);
  const database = openDatabase(url);
  const log = [...generateLog(runs)];

  const storing = await milliseconds(() => store(database, log));
  const projecting = await milliseconds(() => project(database));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = await readTables(client);
  const edges = tables.find(({ name }) => name === 'column_edge')!.rows.length;
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  report.say(`${log.length} messages, ${edges} edges, ${rows} rows`);
  report.figure('storing', storing / 1_000, 's');
  report.figure('projecting', projecting / 1_000, 's');
  const rate = (edges / (storing + projecting)) * 1_000;
  report.figure('stored and projected', rate, 'edges/s');

  const other = await testDatabase();
  await migrate(other.url);
  const raw = new pg.Client({ connectionString: other.url });
  await raw.connect();
  const inserting = await milliseconds(() => insertRaw(raw, tables));
  const floor = (edges / inserting) * 1_000;
  report.figure('the same rows inserted by unnest', floor, 'edges/s');
  report.figure('ours beside it', (rate / floor) * 100, '%');

  const again = await milliseconds(async () => {
    await store(database, log);
    await project(database);
  });
  report.figure('the same log again', again / 1_000, 's');
  report.figure('faster than the first time', (storing + projecting) / again, 'x');
  report.figure('most memory', process.resourceUsage().maxRSS / 1_024, 'MB');
  report.end();
  await client.end();
  await raw.end();
  await database.close();
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(stopTestServer);
