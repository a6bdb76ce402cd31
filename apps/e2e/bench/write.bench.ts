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
// Ours and the floor take turns, so that a noisy machine is as noisy to both: on one where single rounds came to 47 to 76 %, five came to 58 to 68.
const ROUNDS = 5;
// As the writer does by default.
const BATCH = 100;
const WRITERS = 2;

let most = 0;
const noteMemory = (): void => void (most = Math.max(most, process.memoryUsage().rss));

async function store(database: Database): Promise<void> {
  const log = generateLog(runs)[Symbol.iterator]();
  const nextBatch = (): LineageQueueMessage[] => {
    const batch: LineageQueueMessage[] = [];
    for (let next = log.next(); !next.done; next = log.next()) if (batch.push(next.value) === BATCH) break;
    return batch;
  };
  const write = async (): Promise<void> => {
    for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
      await database.transaction((transaction) => storeObservations(transaction, batch));
      noteMemory();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

async function project(database: Database): Promise<void> {
  const watch = setInterval(noteMemory, 20);
  for (let more = true; more;) ({ more } = await projectPending(database));
  clearInterval(watch);
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function main(): Promise<void> {
  const times = {
    storing: [] as number[],
    projecting: [] as number[],
    raw: [] as number[],
    again: [] as number[],
  };
  let edges = 0;
  let memory = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await testDatabase();
    await migrate(ours.url);
    const database = openDatabase(ours.url);
    times.storing.push(await milliseconds(() => store(database)));
    times.projecting.push(await milliseconds(() => project(database)));
    // Before the rows of the floor are in memory too.
    if (round === 0) memory = most;
    times.again.push(
      await milliseconds(async () => {
        await store(database);
        await project(database);
      }),
    );
    await database.close();

    const client = await connect(ours.url);
    const tables = await readTables(client);
    await client.end();
    edges = tables.find(({ name }) => name === 'column_edge')!.rows.length;
    if (round === 0) {
      const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
      report.say(`${runs} statements, ${edges} edges, ${rows} rows`);
    }
    const floor = await testDatabase();
    await migrate(floor.url);
    const raw = await connect(floor.url);
    times.raw.push(await milliseconds(() => insertRaw(raw, tables)));
    await raw.end();
    await Promise.all([ours.drop(), floor.drop()]);
  }
  const [storing, projecting] = [average(times.storing), average(times.projecting)];
  const [rate, floor] = [edges / (storing + projecting), edges / average(times.raw)];
  report.figure('storing', storing / 1_000, 's');
  report.figure('projecting', projecting / 1_000, 's');
  report.figure('stored and projected', rate * 1_000, 'edges/s');
  report.figure('the same rows inserted by unnest', floor * 1_000, 'edges/s');
  report.figure('ours beside it', (rate / floor) * 100, '%');
  report.figure('the same log again', average(times.again) / 1_000, 's');
  report.figure('faster than the first time', (storing + projecting) / average(times.again), 'x');
  report.figure('most memory', memory / 2 ** 20, 'MB');
  report.end();
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(stopTestServer);
