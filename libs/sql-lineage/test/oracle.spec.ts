import {
  sqlClient,
  stopTestServer,
  testDatabase,
  type SqlClient,
  type TestDatabase,
} from '@tributary/testing';
import fc from 'fast-check';
import { analyze, tableText, type AnalyzeOptions } from '../src/index';
import { queries, tables, write } from './generate-query';

/**
 * The database itself says what depends on what: a column whose values change must be named as a source, or as
 * something that decides, of every output that moves.
 */
let database: TestDatabase;
let client: SqlClient;

const options: AnalyzeOptions = {
  dialect: 'postgres',
  schema: { columns: (table) => tables[tableText(table)] },
};

const columns = Object.entries(tables).flatMap(([table, names]) => names.map((name) => ({ table, name })));

beforeAll(async () => {
  database = await testDatabase();
  client = await sqlClient(database.url);
  await client.run('create schema s');
  await client.run('create function f(text) returns text immutable language sql as $$ select $1 || 1 $$');
  for (const [table, names] of Object.entries(tables)) {
    await client.run(`create table ${table} (${names.map((name) => `${name} text`).join(', ')})`);
    const row = (i: number): string => `(${names.map((_, k) => `'${(i * (k + 1)) % 3}'`).join(', ')})`;
    await client.run(`insert into ${table} values ${[0, 1, 2, 3, 4].map(row).join(', ')}`);
  }
});

afterAll(async () => {
  await client.close();
  await database.drop();
  await stopTestServer();
});

/** Each output's values in the order of nothing but themselves; null when the database refuses the query. */
async function run(sql: string): Promise<readonly string[] | null> {
  const rows = await client.rows(sql);
  return (
    rows &&
    (rows[0] ?? []).map((_, i) =>
      rows
        .map((row) => JSON.stringify(row[i]))
        .sort()
        .join(),
    )
  );
}

/** Runs the query over a table in which one column has other values, and puts them back. */
async function runChanged(sql: string, table: string, column: string): Promise<readonly string[] | null> {
  await client.run('begin');
  await client.run(`update ${table} set ${column} = (${column}::int + 1)::text where ctid <> '(0,2)'`);
  const moved = await run(sql);
  await client.run('rollback');
  return moved;
}

/** Everything that a result names for an output, in whichever way. */
function named(sql: string, output: number): ReadonlySet<string> {
  const { columns: outputs, influences } = analyze(sql, options);
  const sources = outputs[output]!.sources.map((s) => s.source);
  const deciding = influences.map((i) => i.input);
  return new Set([...sources, ...deciding].map((c) => `${tableText(c.table)}.${c.column}`));
}

const typed = (sql: string): string =>
  // Every value is a text here, so that most expressions have a type.
  sql.replaceAll(' + ', ' || ').replaceAll(' - ', ' || ').replaceAll(/\b1\b/g, "'1'");

it('an output that moves with a column names that column', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const sql = typed(write(query, { t: 't', u: 'u' }));
      const before = await run(sql);
      fc.pre(before !== null);
      for (const { table, name } of columns) {
        const after = await runChanged(sql, table, name);
        if (after === null) continue;
        query.items.forEach((_, i) => {
          if (after[i] === before[i]) return;
          compared += 1;
          expect([...named(sql, i)]).toContain(`${table}.${name}`);
        });
      }
    }),
    { numRuns: 150, maxSkipsPerRun: 50 },
  );
  expect(compared).toBeGreaterThan(100);
}, 60_000);

it.each([
  'select sum(t.b::int) over (partition by t.a order by t.c) as x from s.t',
  'select (select max(u.e) from s.u where u.d = t.a) as x, t.b as y from s.t',
  'with q as (select a, count(b) as n from s.t group by a) select q.n as x, u.f as y from q left join s.u on u.d = q.a',
  'select a as x from s.t union all select e from s.u',
  "select a as x from s.t except select d from s.u where f = '1'",
  "select string_agg(b, ',' order by c) as x from s.t where a in (select d from s.u)",
  'select * from s.t natural join (select d as a, e from s.u) q',
  'select distinct on (a) b as x, c as y from s.t order by a, c',
  "select count(*) filter (where b = '1') as x, max(c) as y from s.t group by a",
  "with recursive r (k, n) as (select a, '0' from s.t union select d, k from r join s.u on u.e = r.k) select n as x from r",
  'select q.x, q.y from (select a, b from s.t) as q (x, y) order by 1 limit 2',
  'select coalesce(nullif(a, b), c) as x, case a when b then c end as y from s.t where exists (select 1 from s.u where u.d = t.a)',
])('%s', async (sql) => {
  const before = await run(sql);
  expect(before).not.toBeNull();
  let moved = 0;

  for (const { table, name } of columns) {
    const after = await runChanged(sql, table, name);
    before!.forEach((values, i) => {
      if (after![i] === values) return;
      moved += 1;
      expect([...named(sql, i)]).toContain(`${table}.${name}`);
    });
  }

  expect(moved).toBeGreaterThan(0);
});
