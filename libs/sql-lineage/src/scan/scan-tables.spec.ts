import { analyze, tableText, type Dialect } from '../index';

/** What follows a table's name here is no SQL: the parser gives up, and the scan has to find the tables. */
const broken = (
  sql: string,
  dialect: Dialect = 'redshift',
): { inputs: string[]; outputs: string[]; kind: string } => {
  const lineage = analyze(`${sql} where ((( ,`, { dialect });
  expect(lineage.rung).toBe('tables-only');
  expect(lineage.columns).toEqual([]);
  expect(lineage.confidence.level).toBe('low');
  return {
    kind: lineage.kind,
    inputs: lineage.inputs.map(tableText),
    outputs: lineage.outputs.map((o) => `${tableText(o.table)} ${o.effect}`),
  };
};

describe('a statement that cannot be read', () => {
  it.each([
    ['select a from s.t join s.u on', ['s.t', 's.u'], []],
    ['select a from s.t, s.u x', ['s.t', 's.u'], []],
    ['insert into s.out select a from s.t', ['s.t'], ['s.out append']],
    ['insert overwrite table s.out select a from s.t', ['s.t'], ['s.out replace']],
    ['create table s.out as select a from s.t', ['s.t'], ['s.out replace']],
    ['create or replace view s.v as select a from s.t', ['s.t'], ['s.v define']],
    ['update s.out set a = b from s.t', ['s.t'], ['s.out append']],
    ['delete from s.out using s.t', ['s.t'], ['s.out append']],
    ['merge into s.out using s.t on', ['s.t'], ['s.out append']],
    ['with c as (select a from s.t) select * from c join s.u', ['s.t', 's.u'], []],
    ['with c (x) as (select a from s.t), d as (select 1) select * from c, d', ['s.t'], []],
    ['select extract(day from d), trim(both from e) from s.t', ['s.t'], []],
    ['select a is distinct from b from s.t', ['s.t'], []],
    ['select a from generate_series(1, 10), s.t', ['s.t'], []],
    ['select a from (select b from s.t) x join (s.u join s.v)', ['s.t', 's.u', 's.v'], []],
    ['select a from s.t join s.u using (k)', ['s.t', 's.u'], []],
  ])('%s', (sql, inputs, outputs) => {
    const found = broken(sql);

    expect(found.inputs).toEqual(inputs);
    expect(found.outputs).toEqual(outputs);
  });

  it('says what it is by its first words', () => {
    expect(broken('insert into s.t select 1 from x').kind).toBe('insert');
    expect(broken('with c as (select 1) select * from c').kind).toBe('select');
  });

  it('says where it stopped to make sense', () => {
    const sql = 'select a from t where and';

    const [diagnostic] = analyze(sql, { dialect: 'redshift' }).diagnostics;

    expect(diagnostic).toMatchObject({ code: 'syntax', span: { start: sql.indexOf('and') } });
  });
});
