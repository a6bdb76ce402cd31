import { requiredTables, tableText, type AnalyzeOptions } from './index';

const required = (sql: string, options: Partial<AnalyzeOptions> = {}): string[] =>
  requiredTables(sql, { dialect: 'redshift', ...options })
    .map(tableText)
    .sort();

describe('the tables to fetch before an analysis', () => {
  it.each([
    ['select * from s.a join s.b using (k)', ['s.a', 's.b']],
    ['insert into s.t select x from s.a', ['s.a', 's.t']],
    ['insert into s.t (x) select x from s.a', ['s.a', 's.t']],
    ['with c as (select * from s.a) select * from c', ['s.a']],
    ['merge into s.t using s.a on t.k = a.k when not matched then insert values (a.k)', ['s.a', 's.t']],
    ['update s.t set x = a.y from s.a where a.k = t.k', ['s.a', 's.t']],
    ['alter table s.t append from s.a', ['s.a', 's.t']],
    ["copy s.t from 's3://b/p/' iam_role default", ['s.t', 's3://b/p']],
    ["unload ('select * from s.a') to 's3://b/p/' iam_role default", ['s.a']],
    ['create table s.t (like s.a)', ['s.a']],
    ['select (select max(x) from s.b) from s.a where exists (select 1 from s.c)', ['s.a', 's.b', 's.c']],
    ['create model m from s.a target x function f iam_role default', ['s.a']],
    ['drop table s.t', []],
  ])('%s', (sql, tables) => {
    expect(required(sql)).toEqual(tables);
  });

  it('asks for an unqualified name in every schema of the search path', () => {
    expect(required('select x from t', { searchPath: ['a', 'b'] })).toEqual(['a.t', 'b.t']);
  });

  it('asks for no table of a statement that cannot be read', () => {
    expect(required('selec x frm t')).toEqual([]);
  });
});
