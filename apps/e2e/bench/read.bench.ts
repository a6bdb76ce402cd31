import { createHash } from 'node:crypto';
import { createGraphReader, migrate, openDatabase, type GraphReader } from '@tributary/graph-store';
import { stopTestServer, testDatabase } from '@tributary/testing';
import pg from 'pg';
import {
  COLUMNS,
  datasetsFor,
  generateGraph,
  generateVersionedLayout,
  idsOnly,
  namesContaining,
  namesFitting,
  versionedWalk,
} from './support/generated-graph';
import { milliseconds, quantile } from './support/in-turns';
import { Report } from './support/report';

// npm run bench -- read [--large]: 100,000 and 1 M column edges, with --large 1 M and 10 M. Ours are whole answers of the graph reader: a
// transaction of their own, addresses resolved, names, kinds, owners, totals, one page. In turns with them two that answer less: one recursive
// query over the same graph laid out by version, which takes ids and gives names, kinds and distances of all fields reached; and the floor, ids
// and distances alone by one recursive query over our own indexes (of a search: any page of the datasets whose names contain its first word).
const report = new Report('read');
const large = process.argv.includes('--large');
const sizes = large ? [1_000_000, 10_000_000] : [100_000, 1_000_000];
const HOPS = 5;

/** A dataset in both sizes of the graph, whose whole name no other name contains. */
const SOME_DATASET = 1_234;

/** A word of many datasets, the start of some, a schema and a start, one dataset, a column of every dataset, two words. */
const questions = [
  'payment',
  'invoice_dim',
  'mart.order',
  'refund_latest_77',
  'status_2',
  'report.session country',
];

interface Root {
  readonly id: number;
  readonly dataset: string;
  readonly column: string;
  /** The column as the other layout knows it. */
  readonly field: string;
}

const rootAt = async (client: pg.Client, columnId: number): Promise<Root> => {
  const { rows } = await client.query<{ name: string; column_name: string }>(
    'select dataset.name, dataset_column.name as column_name from dataset_column join dataset using (dataset_id) where column_id = $1',
    [columnId],
  );
  const field = createHash('md5').update(String(columnId)).digest('hex');
  return { id: columnId, dataset: rows[0]!.name, column: rows[0]!.column_name, field };
};

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const columnId = (dataset: number, column: number): number => dataset * COLUMNS + column;

type Asked<T, K extends string> = Readonly<Record<K, (item: T) => unknown>>;

/**
 * Whoever asks a service asks one that has run for a while: cold, an upstream question took twice as long at the 95th percentile, and an impact
 * in 10 M edges whose pages lay on disk ten times. So every contender has answered every question before it is timed, and has been asked for so long.
 */
const WARM_UP_MS = 3_000;

/** The 95th percentile of each contender over the same items, in turns, so that a noisy machine is as noisy to all. */
async function p95<T, K extends string>(
  items: readonly T[],
  contenders: Asked<T, K>,
): Promise<Record<K, number>> {
  const names = Object.keys(contenders) as K[];
  for (const name of names) {
    const until = Date.now() + WARM_UP_MS;
    for (let i = 0; i < items.length || Date.now() < until; i += 1)
      await contenders[name](items[i % items.length]!);
  }
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (const item of items)
    for (const name of names) times.get(name)!.push(await milliseconds(() => contenders[name](item)));
  return Object.fromEntries(names.map((name) => [name, quantile(times.get(name)!, 0.95)])) as Record<
    K,
    number
  >;
}

const upstreamOf = (reader: GraphReader, { dataset, column }: Root) =>
  reader.lineage({ dataset, column, direction: 'up', depth: HOPS, kinds: 'all', limit: 500, cursor: null });

const impactOf = (reader: GraphReader, { dataset, column }: Root) =>
  reader.impact({ dataset, column, depth: HOPS, limit: 100, cursor: null });

interface WideRoot extends Root {
  /** Columns that a change of it reaches. */
  readonly reached: number;
}

/** Columns whose impact within the hops is about ten thousand columns: found by halving, since early datasets feed more. */
async function widelyUsed(client: pg.Client, reader: GraphReader, datasets: number): Promise<WideRoot[]> {
  const found: WideRoot[] = [];
  for (let column = 0; column < 4; column += 1) {
    let [low, high] = [1, datasets - 1];
    while (low < high - 1) {
      const middle = Math.floor((low + high) / 2);
      const root = await rootAt(client, columnId(middle, column));
      const answer = await impactOf(reader, root);
      const reached = answer.ok ? answer.value.totals.columns : 0;
      if (reached > 8_000 && reached < 12_000) {
        found.push({ ...root, reached });
        break;
      }
      if (reached >= 12_000) low = middle;
      else high = middle;
    }
  }
  return found;
}

interface Measured {
  readonly up: number;
  readonly upSize: number;
  readonly down: number | null;
  readonly downSize: number;
  /** Of each question of search the time, and how many datasets and columns fit it. */
  readonly found: ReadonlyMap<string, { readonly ms: number; readonly fitting: number }>;
}

async function measure(edges: number): Promise<Measured> {
  const what = `${edges / 1000}k edges`;
  const { url, drop } = await testDatabase();
  const client = new pg.Client({ connectionString: url });
  const database = openDatabase(url);
  await migrate(url);
  await client.connect();
  await generateGraph(client, edges);
  await generateVersionedLayout(client);
  const reader = createGraphReader(database, { budgetMs: 60_000 });
  const datasets = datasetsFor(edges);

  const roots: Root[] = [];
  for (let i = 0; i < 200; i += 1)
    roots.push(await rootAt(client, columnId(Math.floor(datasets * (0.5 + i / 400)), i % COLUMNS)));
  const sizes: number[] = [];
  const up = await p95(roots, {
    ours: async (root) => {
      const answer = await upstreamOf(reader, root);
      sizes.push(answer.ok ? answer.value.edges.length : 0);
    },
    versioned: ({ field }) => client.query(versionedWalk('up'), [field, HOPS]),
    floor: ({ id }) => client.query(idsOnly('up'), [id, HOPS]),
  });
  const upSize = quantile(sizes, 0.95);
  compare(`${what}, lineage of one column ${HOPS} hops up`, up);
  report.figure(`${what}, lineage, edges of an answer, p95`, upSize, '');

  const wide = await widelyUsed(client, reader, datasets);
  const often = [...wide, ...wide, ...wide, ...wide, ...wide];
  let [down, downSize]: [number | null, number] = [null, 0];
  if (wide.length === 0) report.say(`${what}: no column reaches about 10,000 columns in ${HOPS} hops`);
  else {
    const times = await p95(often, {
      ours: (root) => impactOf(reader, root),
      versioned: ({ field }) => client.query(versionedWalk('down'), [field, HOPS]),
      floor: ({ id }) => client.query(idsOnly('down'), [id, HOPS]),
    });
    compare(`${what}, impact on about 10,000 columns in ${HOPS} hops`, times);
    down = times.ours;
    downSize = Math.max(...wide.map(({ reached }) => reached));
    report.figure(`${what}, impact, columns of an answer, most`, downSize, '');
  }

  const found = new Map<string, { ms: number; fitting: number }>();
  const { dataset: name } = await rootAt(client, columnId(SOME_DATASET, 0));
  for (const q of [...questions, lastPart(name)]) {
    const times = await p95(Array<string>(30).fill(q), {
      ours: (text) => reader.search({ q: text, limit: 20, cursor: null }),
      floor: (text) => client.query(namesContaining, [text.split(' ')[0]]),
    });
    compare(`${what}, search "${q}"`, times);
    const fitting = await client.query<{ count: number }>(namesFitting, [
      q.split(' ').map((word) => `%${word}%`),
    ]);
    report.figure(`${what}, search "${q}", names that fit`, fitting.rows[0]!.count, '');
    found.set(q, { ms: times.ours, fitting: fitting.rows[0]!.count });
  }

  await client.end();
  await database.close();
  await drop();
  return { up: up.ours, upSize, down, downSize, found };
}

/** One figure of ours, and how it stands to the others. */
function compare(
  what: string,
  { ours, versioned, floor }: { readonly ours: number; readonly versioned?: number; readonly floor: number },
): void {
  report.figure(`${what}, p95`, ours, 'ms');
  report.figure(`${what}, its floor, p95`, floor, 'ms');
  report.figure(`${what}, to its floor`, ours / floor, 'x');
  if (versioned === undefined) return;
  report.figure(`${what}, its fields from a row per version, p95`, versioned, 'ms');
  report.figure(`${what}, to a row per version`, ours / versioned, 'x');
}

async function main(): Promise<void> {
  report.say(
    'warm: each question was answered before it is timed. Postgres as it comes, with 128 MB of its own;',
  );
  report.say(
    'the rest of a graph lies in the memory of the operating system, or on disk where that has none to spare',
  );
  const [small, big] = [await measure(sizes[0]!), await measure(sizes[1]!)];
  const times = sizes[1]! / sizes[0]!;
  report.figure(`upstream, cost of a graph ${times} times as large`, big.up / small.up, 'x');
  report.figure(`upstream, answers of a graph ${times} times as large`, big.upSize / small.upSize, 'x');
  if (small.down !== null && big.down !== null) {
    report.figure(`impact, cost of a graph ${times} times as large`, big.down / small.down, 'x');
    report.figure(`impact, answers of a graph ${times} times as large`, big.downSize / small.downSize, 'x');
  }
  for (const [q, { ms, fitting }] of big.found) {
    const before = small.found.get(q)!;
    report.figure(`search "${q}", cost of a graph ${times} times as large`, ms / before.ms, 'x');
    report.figure(
      `search "${q}", names that fit in a graph ${times} times as large`,
      fitting / Math.max(1, before.fitting),
      'x',
    );
  }
  report.end();
}

void main().finally(stopTestServer);
