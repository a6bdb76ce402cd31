import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  type Dialect as PolyglotDialect,
  init as loadPolyglot,
  parse as polyglotParse,
} from '@polyglot-sql/sdk';
import { analyze } from '@tributary/sql-lineage';
import { Parser } from 'node-sql-parser';
import { heapAfterCollection } from './support/heap';
import { inTurns, milliseconds, quantile } from './support/in-turns';
import { Report } from './support/report';
import { dialectOf, publishedStatements, sampleStatements, type Warehouse } from './support/statements';

// Ours is everything from the text to column edges; the others only make their tree.
const report = new Report('sql');
const peer = new Parser();

/** The least statements of a round. */
const ENOUGH = 400;

const readsPolyglot = (sql: string, warehouse: Warehouse): boolean =>
  polyglotParse(sql, warehouse as PolyglotDialect).success;

function readsPeer(sql: string, warehouse: Warehouse): boolean {
  try {
    peer.astify(sql, { database: warehouse });
    return true;
  } catch {
    return false;
  }
}

async function compareRates(what: string, warehouse: Warehouse, all: readonly string[]): Promise<void> {
  const dialect = dialectOf(warehouse);
  const statements = all.filter(
    (sql) =>
      analyze(sql, { dialect }).rung === 'native' &&
      readsPolyglot(sql, warehouse) &&
      readsPeer(sql, warehouse),
  );
  // A handful of statements is over before it can be measured: each round reads them until it has read a few hundred.
  const times = Math.ceil(ENOUGH / Math.max(statements.length, 1));
  const items = statements.length * times;
  const each = (read: (sql: string) => unknown) => (): void => {
    for (let i = 0; i < times; i += 1) for (const sql of statements) read(sql);
  };
  const rates = await inTurns({
    ours: { name: 'full analysis', items, run: each((sql) => analyze(sql, { dialect })) },
    polyglot: {
      name: 'polyglot parse',
      items,
      run: each((sql) => polyglotParse(sql, warehouse as PolyglotDialect)),
    },
    peer: {
      name: 'node-sql-parser astify',
      items,
      run: each((sql) => peer.astify(sql, { database: warehouse })),
    },
  });
  report.say(`${what}: ${statements.length} of ${all.length} statements are read by all three`);
  report.figure(`${what}, full analysis`, rates.ours, 'statements/s');
  report.figure(`${what}, beside @polyglot-sql/sdk parse`, rates.ours / rates.polyglot, 'x');
  report.figure(`${what}, beside node-sql-parser astify`, rates.ours / rates.peer, 'x');
}

/** Latencies of single statements, each the best of three, so that they are the statement's and not the machine's. */
async function latencies(what: string, warehouse: Warehouse, statements: readonly string[]): Promise<void> {
  const times: number[] = [];
  for (const sql of statements) {
    const runs = [];
    for (let i = 0; i < 3; i += 1)
      runs.push(await milliseconds(() => analyze(sql, { dialect: dialectOf(warehouse) })));
    times.push(Math.min(...runs));
  }
  report.figure(`${what}, p99 of a statement`, quantile(times, 0.99), 'ms');
}

const chain = (ctes: number, columns: number): string => {
  const list = (from: string): string =>
    Array.from({ length: columns }, (_, i) => `coalesce(${from}.c${i}, 0) as c${i}`).join(', ');
  const steps = Array.from(
    { length: ctes },
    (_, i) =>
      `s${i} as (select ${list(i === 0 ? 'base' : `s${i - 1}`)} from ${i === 0 ? 'base' : `s${i - 1}`})`,
  );
  return `insert into t with ${steps.join(', ')} select * from s${ctes - 1}`;
};

const repeated = (text: string, n: number, between = ''): string =>
  Array.from({ length: n }, () => text).join(between);

/** Inputs that break parsers, by their size. */
const pathological: Readonly<Record<string, (n: number) => string>> = {
  'nested parentheses': (n) => `select ${'('.repeat(n)}a${')'.repeat(n)} from t`,
  'UNION branches': (n) => repeated('select a from t', n, ' union all '),
  'IN list': (n) => `select a from t where b in (${repeated('1', n * 10, ',')})`,
  'AND chain': (n) => `select a from t where ${repeated('b = c', n, ' and ')}`,
  'CASE arms': (n) => `select case ${repeated('when a = 1 then b ', n)} end from t`,
  'nested subqueries': (n) =>
    `${repeated('select * from (', n / 10)}select a from t${repeated(') x', n / 10)}`,
  'unclosed brackets': (n) => `select ${repeated('f(', n)}`,
  'stars over joins': (n) =>
    `select * from t0${Array.from({ length: n / 10 }, (_, i) => ` join t${i + 1} using (k)`).join('')}`,
};

async function growth(): Promise<void> {
  for (const [name, of] of Object.entries(pathological)) {
    const [small, large] = [of(2000), of(4000)];
    const dialect = dialectOf('redshift');
    const rates = await inTurns(
      {
        small: { name: 'n', items: 1, run: () => analyze(small, { dialect }) },
        large: { name: '2n', items: 1, run: () => analyze(large, { dialect }) },
      },
      { rounds: 41, warmUpMs: 300, by: 'mean' },
    );
    report.figure(`${name}, twice as many cost`, rates.small / rates.large, 'x');
  }
}

/** What stays behind in memory when every statement is another one. */
function memory(): void {
  const texts = (['redshift', 'athena'] as const).flatMap((warehouse) => {
    const published = publishedStatements(warehouse);
    const all = published.length > 0 ? published : sampleStatements(warehouse);
    return all.map((sql) => ({ sql, dialect: dialectOf(warehouse) }));
  });
  let read = 0;
  for (const count of [20_000, 200_000]) {
    for (; read < count; read += 1) {
      const { sql, dialect } = texts[read % texts.length]!;
      analyze(`${sql} -- ${read}`, { dialect });
    }
    report.figure(`heap after ${count.toLocaleString('en')} statements`, heapAfterCollection() / 1e6, 'MB');
  }
}

async function main(): Promise<void> {
  await loadPolyglot();
  for (const warehouse of ['redshift', 'athena'] as const) {
    const published = publishedStatements(warehouse);
    if (published.length > 0) {
      await compareRates(`${warehouse} published`, warehouse, published);
      await latencies(`${warehouse} published`, warehouse, published);
    }
    await compareRates(`${warehouse} sample`, warehouse, sampleStatements(warehouse));
  }
  const deep = chain(10, 200);
  const chained = await inTurns({
    chain: {
      name: '200 columns x 10 CTEs',
      items: 1,
      run: () => analyze(deep, { dialect: dialectOf('redshift') }),
    },
  });
  report.figure('200 columns through 10 chained CTEs', 1000 / chained.chain, 'ms');
  await growth();
  memory();
  const module = path.join(__dirname, 'support', 'engine-module.js');
  const load = `const t=process.hrtime.bigint();require(${JSON.stringify(module)});console.log(Number(process.hrtime.bigint()-t)/1e6)`;
  const loads = Array.from({ length: 5 }, () =>
    Number(execFileSync(process.execPath, ['-e', load], { encoding: 'utf8' })),
  );
  report.figure('loading the module', quantile(loads, 0.5), 'ms');
  report.end();
}

void main();
