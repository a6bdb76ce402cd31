import fc from 'fast-check';
import { analyze, shapeHash, sqlHash, tableText, type AnalyzeOptions, type Dialect } from '../src/index';
import { queries, tables, write } from './generate-query';

const options: AnalyzeOptions = {
  dialect: 'redshift',
  schema: { columns: (table) => tables[tableText(table)] },
};

/** What flows and what decides, without the places in the text. */
function meaning(sql: string): unknown {
  const { columns, influences, rung, diagnostics } = analyze(sql, options);
  expect(rung).toBe('native');
  return {
    codes: diagnostics.map((d) => d.code),
    columns: columns.map(({ output, sources }) => [
      output.column,
      sources
        .map(
          (s) =>
            `${tableText(s.source.table)}.${s.source.column} ${[...s.kinds].sort().join('+')} ${s.masking}`,
        )
        .sort(),
    ]),
    influences: influences
      .map((i) => `${tableText(i.input.table)}.${i.input.column} ${[...i.kinds].sort().join('+')}`)
      .sort(),
  };
}

const aliases = { t: 't', u: 'u' };

/** Any way to write a space between two tokens. */
const gaps = fc.constantFrom(' ', '\n', '\t\t', ' /* a comment, with select */ ', ' -- until here\n', '\r\n');

describe('what never changes the edges', () => {
  it('white space and comments', () => {
    fc.assert(
      fc.property(queries, fc.array(gaps, { minLength: 1 }), (query, spaces) => {
        const sql = write(query, aliases);
        let i = 0;

        const reformatted = sql.replaceAll(
          / (?=(?:[^']*'[^']*')*[^']*$)/g,
          () => spaces[i++ % spaces.length]!,
        );

        expect(meaning(reformatted)).toEqual(meaning(sql));
        expect(sqlHash(reformatted, 'redshift')).toBe(sqlHash(sql, 'redshift'));
        expect(shapeHash(reformatted, 'redshift')).toBe(shapeHash(sql, 'redshift'));
      }),
    );
  });

  it('the case of words', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const sql = write(query, aliases);

        const shouted = sql.replaceAll(/'[^']*'|[a-z]+/g, (word) =>
          word.startsWith("'") ? word : word.toUpperCase(),
        );

        expect(meaning(shouted)).toEqual(meaning(sql));
      }),
    );
  });

  it('the names of aliases, and whether there are any', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const qualified = meaning(write(query, aliases));

        expect(meaning(write(query, { t: 'u', u: 'first_one' }))).toEqual(qualified);
        expect(meaning(write(query, null))).toEqual(qualified);
      }),
    );
  });

  it('a select * around the query, as a subquery or as a common table', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const sql = write(query, aliases);

        expect(meaning(`select * from (${sql}) q`)).toEqual(meaning(sql));
        expect(meaning(`with q as (${sql}) select * from q`)).toEqual(meaning(sql));
      }),
    );
  });

  it('the target that a query is written to', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const sql = write(query, aliases);
        const names = query.items.map((_, i) => `x${i}`).join(', ');

        const bare = meaning(sql);

        expect(meaning(`insert into s.out (${names}) ${sql}`)).toEqual(bare);
        expect(meaning(`create table s.out as ${sql}`)).toEqual(bare);
        expect(meaning(`create view s.out (${names}) as ${sql}`)).toEqual(bare);
        expect(meaning(`unload ('${sql.replaceAll("'", "''")}') to 's3://b/out/'`)).toEqual(bare);
      }),
    );
  });
});

describe('whatever a query says', () => {
  it('edges name only columns that the tables have', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const { columns, influences } = analyze(write(query, null), options);

        const inputs = [
          ...columns.flatMap((c) => c.sources.map((s) => s.source)),
          ...influences.map((i) => i.input),
        ];
        for (const { table, column } of inputs) expect(tables[tableText(table)]).toContain(column);
      }),
    );
  });

  it('a span of an expression is the expression', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const sql = write(query, aliases);

        for (const { expression } of analyze(sql, options).columns)
          expect(sql.slice(expression!.span.start, expression!.span.end)).toBe(expression!.text);
      }),
    );
  });
});

const seeds = [
  'select a, sum(b) over (partition by c) from s.t where a in (select d from s.u) group by 1, 2',
  "insert into s.t (a, b) with q as (select d, e from s.u) select * from q union all select 1, 'x'",
  'merge into s.t using s.u u on t.a = u.d when matched then update set b = u.e when not matched then insert values (u.d, u.e, u.f)',
  'update s.t set (a, b) = (select d, e from s.u where d = c) where a is not null',
  "unload ('select * from s.t where a = ''x''') to 's3://b/p/' iam_role default parquet",
  "copy s.t from 's3://b/p/' iam_role default csv",
  'create table s.n distkey(a) as select e.payload.x[0], i from s.t e, e.items i at p',
  'create procedure p(x int) as $$ begin insert into s.t select * from s.u where d = x; end $$ language plpgsql',
  "select t.k, x -> x + 1, cast(row(1, 'a') as row(a int, b varchar)) from unnest(array[1], map(array['a'], array[2])) with ordinality as t(k, v, n)",
  'alter table s.t rename to n; drop table if exists s.t, s.u; set search_path to a, b',
];
const pieces = seeds.flatMap((seed) => seed.match(/\w+|'[^']*'|\S/g)!);
const edits = fc.array(
  fc.tuple(
    fc.nat(),
    fc.constantFrom('drop', 'put', 'double'),
    fc.constantFrom(...pieces, "'", '"', '$$', '/*', '--'),
  ),
  { minLength: 1, maxLength: 8 },
);

describe('texts that nobody meant to write', () => {
  it.each<Dialect>(['redshift', 'athena', 'spark', 'tsql'])('end with a result in %s', (dialect) => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), edits, (seed, changes) => {
        const words = seed.match(/\w+|'[^']*'|\S/g)!;
        for (const [at, what, piece] of changes) {
          const i = at % (words.length + 1);
          if (what === 'drop') words.splice(i, 1);
          else if (what === 'put') words.splice(i, 0, piece);
          else words.splice(i, 0, ...words.slice(i, i + 3));
        }

        const lineage = analyze(words.join(' '), { ...options, dialect });

        expect(lineage.stepsUsed).toBeLessThan(100_000);
        if (lineage.rung === 'tables-only') expect(lineage.diagnostics).toHaveLength(1);
      }),
      { numRuns: 400 },
    );
  });
});
