import { analyze, tableText, type AnalyzeOptions, type Dialect, type StatementLineage } from '../../index';
import { Analysis } from '../../analysis';
import { Draft } from '../../edges/draft';
import { writeStatement } from '../../edges/write-statement';
import { traitsOf } from '../../dialect/traits';
import { tokenize } from '../../split/tokenize';
import type { Parsed } from '../parse-sql';
import { parseWithPeer } from './parse-with-peer';

/** What becomes of a text that our own parser is said to have given up on. */
function readByPeer(sql: string, dialect: Dialect): Parsed {
  const tokens = tokenize(sql, traitsOf(dialect));
  return parseWithPeer({ ok: false, code: 'syntax', message: 'given up', at: 0, tokens }, dialect);
}

interface Result {
  readonly inputs: readonly string[];
  readonly columns: readonly string[];
  readonly influences: readonly string[];
}

function meaning(
  lineage: Pick<StatementLineage, 'columns' | 'influences'>,
  inputs: readonly string[],
): Result {
  return {
    inputs: [...inputs].sort(),
    columns: lineage.columns.map(
      ({ output, sources }) =>
        `${output.table === null ? '$' : tableText(output.table)}.${output.column} <- ${sources
          .map((s) => `${tableText(s.source.table)}.${s.source.column} ${s.kinds.join('+')}`)
          .sort()
          .join(', ')}`,
    ),
    influences: lineage.influences
      .map((i) => `${tableText(i.input.table)}.${i.input.column} ${i.kinds.join('+')}`)
      .sort(),
  };
}

function both(sql: string, dialect: Dialect): { ours: Result; peers: Result } {
  const options: AnalyzeOptions = { dialect };
  const own = analyze(sql, options);
  expect(own.rung).toBe('native');
  const read = readByPeer(sql, dialect);
  if (!read.ok) throw new Error(`not read by the peer: ${sql}`);
  const draft = new Draft(new Analysis(sql, options));
  writeStatement(draft, read.statement);
  const inputs = [...draft.analysis.inputs.values()].map((node) => tableText(node.ref));
  return { ours: meaning(own, own.inputs.map(tableText)), peers: meaning(draft, inputs) };
}

describe('node-sql-parser, translated', () => {
  it.each<[Dialect, string]>([
    [
      'postgres',
      'select a, b as c, s.t.d from s.t where e = 1 group by f having max(g) > 1 order by h limit 3',
    ],
    ['hive', 'select x.a + 1 as n, case when b = 1 then c else d end as k from t x'],
    ['hive', 'select case a when 1 then b end as k, cast(c as char) as d, coalesce(e, f) as g from t'],
    ['hive', 'select distinct a from t union all select b from u union all select c from v'],
    ['postgres', 'insert into s.t (a, b) select x, y from u where z > 1'],
    ['postgres', 'insert into t (a, b) values (1, 2), (3, 4)'],
    ['postgres', 'create table s.t as select a from u'],
    ['postgres', 'create view s.v (x) as select a from u'],
    ['postgres', 'update t set a = b + 1, c = 2 where d = 3'],
    ['postgres', 'delete from t where a = 1'],
    ['postgres', 'with c (x) as (select a from s.t where q = 1) select c.x from c'],
    ['postgres', 'select t.*, u.k from a.t as t join u on t.i = u.j left join w using (k)'],
    ['postgres', 'select d.z from (select y as z from t) as d where d.z in (select b from v)'],
    ['postgres', 'select sum(b) over (partition by d order by e) as w, count(*) as n from t'],
    ['postgres', 'update t set x = u.y from u where u.k = t.k'],
    [
      'postgres',
      'select a, (select max(b) from u) as m from t where exists (select 1 from u where u.k = t.k)',
    ],
    ['postgres', 'select a from t intersect select b from u'],
    ['postgres', 'select a from db.s.t'],
    ['spark', 'select a from t where b = "text" and c is not null'],
    ['hive', 'insert overwrite table s.t select a, b from u'],
    ['redshift', 'select a from t where not (b like 1) and c between d and e'],
  ])('%s means the same as in our own reading: %s', (dialect, sql) => {
    const { ours, peers } = both(sql, dialect);

    expect(peers).toEqual(ours);
  });

  it.each<[string, Dialect, string]>([
    ['CROSS JOIN read as an alias', 'redshift', 'select a from t natural join u'],
    ['a table read as part of a condition', 'redshift', 'select * from a left join b on (a.x = b.x), c'],
    ['a set operation read as a join', 'postgres', 'select a from t except (select b from u)'],
    ['an alias list read as an alias', 'postgres', 'select e from t, unnest(arr) as u(e)'],
    ['a lambda read as an operator', 'spark', 'select transform(a, x -> x + 1) from t'],
    ['a target read as a function', 'postgres', 'create table t1 (c1, c2) as select a, b from u'],
    [
      'nesting that would take it minutes',
      'redshift',
      `select a from t where ${'('.repeat(20)}a${' and b)'.repeat(20)}`,
    ],
    ['a text that would take it too long', 'postgres', `select ${'a,'.repeat(20_000)}a from t`],
    ['a dialect whose grammar we do not carry', 'athena', 'select a from t'],
    ['no SQL at all', 'postgres', 'nothing of the kind'],
    ['several statements', 'postgres', 'select a from t; select b from u'],
    ['a statement that moves nothing', 'postgres', 'drop table t'],
  ])('%s is not believed', (_, dialect, sql) => {
    expect(readByPeer(sql, dialect).ok).toBe(false);
  });

  it('drops units of time from a function of dates', () => {
    const read = readByPeer('select dateadd(month, 1, d) as x from t', 'redshift');
    const columns = JSON.stringify(read.ok ? read.statement : null);

    expect(columns).toContain('"d"');
    expect(columns).not.toContain('"month"');
  });

  it('is asked when our own parser gives up, and the result says so', () => {
    const sql = 'select a, b + 1 as c from s.t tablesample system (50) repeatable (55) where d = 1';

    const lineage = analyze(sql, { dialect: 'postgres' });

    expect(lineage.rung).toBe('node-sql-parser');
    expect(lineage.confidence).toEqual({ level: 'medium', reasons: ['syntax'] });
    expect(lineage.columns.map((c) => c.sources.map((s) => s.source.column))).toEqual([['a'], ['b']]);
    expect(lineage.inputs.map(tableText)).toEqual(['s.t']);
  });
});
