import { tableText, type AnalyzeOptions, type StatementLineage, type TableRef } from '../index';
import { analyzeScript, analyzeSession } from './analyze-script';
import { contractTemps } from './contract-temps';

const options: AnalyzeOptions = { dialect: 'redshift' };

const edges = (results: readonly StatementLineage[]): string[] =>
  results.flatMap(({ columns }) =>
    columns.flatMap(({ output, sources }) =>
      sources.map(
        (s) =>
          `${output.table === null ? '$' : tableText(output.table)}.${output.column} <- ${tableText(s.source.table)}.${s.source.column} ${s.kinds.join('+')}${s.masking ? ' masked' : ''}`,
      ),
    ),
  );

const names = (tables: readonly TableRef[]): string[] => tables.map(tableText);

describe('a session', () => {
  it('reads later statements with the settings of earlier ones', () => {
    const [, , last] = analyzeSession(['set search_path to a', 'use other', 'select x from t'], options);

    expect(names(last!.inputs)).toEqual(['other.a.t']);
  });

  it('gives each statement of a script its place in the text', () => {
    const text = 'select a from t;\n-- between\nselect b from u;';

    const statements = analyzeScript(text, options);

    expect(statements.map((s) => text.slice(s.start, s.end))).toEqual(['select a from t', 'select b from u']);
  });

  it('says which columns it consulted, those that the session made included', () => {
    const [, insert] = analyzeSession(
      ['create table s.made as select a, b from s.src', 'insert into s.target select * from s.made'],
      options,
    );

    const consulted = insert!.consulted.map((c) => [tableText(c.table), c.columns]);
    expect(consulted).toContainEqual(['s.made', ['a', 'b']]);
    expect(consulted).toContainEqual(['s.target', null]);
  });
});

describe('contracting temp tables', () => {
  const contracted = (...statements: string[]): readonly StatementLineage[] =>
    contractTemps(analyzeSession(statements, options));

  it('leads through several of them to the tables that stay', () => {
    const results = contracted(
      'create temp table a as select id, md5(email) as h from s.people',
      'create temp table b as select id, count(h) as n from a group by id',
      'insert into s.out (id, n) select id, n from b',
    );

    expect(edges(results)).toEqual([
      's.out.id <- s.people.id IDENTITY',
      's.out.n <- s.people.email AGGREGATION masked',
    ]);
    expect(names(results[2]!.inputs)).toEqual(['s.people']);
  });

  it('keeps nothing of a statement that only fills one', () => {
    const [only] = contracted('create temp table a as select id from s.people');

    expect(only).toMatchObject({ inputs: [], outputs: [], columns: [] });
  });

  it('takes a name that is dropped and made again for another table', () => {
    const results = contracted(
      'create temp table t as select a as x from s.one',
      'drop table t',
      'create temp table t as select b as x from s.two',
      'insert into s.out (x) select x from t',
    );

    expect(edges(results)).toEqual(['s.out.x <- s.two.b IDENTITY']);
  });

  it('adds what an INSERT and an UPDATE put into one', () => {
    const results = contracted(
      'create temp table t as select a as x from s.one',
      'insert into t select b from s.two',
      'update t set x = s.three.c from s.three where s.three.k = t.x',
      'insert into s.out (x) select x from t',
    );

    expect(edges(results)).toEqual([
      's.out.x <- s.one.a IDENTITY',
      's.out.x <- s.two.b IDENTITY',
      's.out.x <- s.three.c IDENTITY',
    ]);
  });

  it('follows a temp table under a new name', () => {
    const results = contracted(
      'create temp table t as select a as x from s.one',
      'alter table t rename to u',
      'insert into s.out (x) select x from u',
    );

    expect(edges(results)).toEqual(['s.out.x <- s.one.a IDENTITY']);
  });

  it('hands on what decided about the rows of one', () => {
    const results = contracted(
      "create temp table t as select a from s.one where status = 'x'",
      'insert into s.out (a) select a from t',
    );

    const influences = results[1]!.influences.map((i) => `${tableText(i.input.table)}.${i.input.column}`);
    expect(influences).toEqual(['s.one.status']);
  });

  it('reads a name through a star that was not expanded', () => {
    const results = contracted(
      'create temp table t as select * from s.unknown',
      'insert into s.out (x) select x from t',
    );

    expect(edges(results)).toEqual(['s.out.x <- s.unknown.x IDENTITY']);
  });
});
