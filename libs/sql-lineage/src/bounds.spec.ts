import { analyze, type StatementLineage } from './index';

const read = (sql: string): StatementLineage => analyze(sql, { dialect: 'redshift' });

const codes = (lineage: StatementLineage): string[] => lineage.diagnostics.map((d) => d.code);

const many = (n: number, text: string, between = ''): string =>
  Array.from({ length: n }, () => text).join(between);

describe('inputs of any size and depth', () => {
  it.each([
    ['parentheses', `select ${many(10_000, '(')}a${many(10_000, ')')} from t`],
    ['open parentheses', `select ${many(10_000, '(')}`],
    ['subqueries', `${many(10_000, 'select * from (')}select a from t${many(10_000, ')')}`],
    ['CASE in CASE', `select ${many(10_000, 'case when a then ')}1${many(10_000, ' end')} from t`],
    ['calls', `select ${many(10_000, 'f(')}a${many(10_000, ')')} from t`],
    ['subscripts', `select a${many(10_000, '[1]')} from t`],
    ['casts', `select a${many(10_000, '::int')} from t`],
    ['unions on the right', `${many(5000, '(select a from t union ')}select a from t${many(5000, ')')}`],
    ['CTEs in CTEs', `${many(5000, 'with a as (')}select 1${many(5000, ') select * from a')}`],
  ])('%s: too deep, and the tables are named all the same', (_, sql) => {
    const lineage = read(sql);

    expect(codes(lineage)).toEqual(['too-deep']);
    expect(lineage.rung).toBe('tables-only');
    if (sql.includes('from t')) expect(lineage.inputs).toHaveLength(1);
  });

  it('5,000 branches of a UNION', () => {
    expect(read(many(5000, 'select a from t', ' union all ')).columns[0]!.sources).toHaveLength(1);
  });

  it('50,000 values of an IN list', () => {
    expect(read(`select a from t where b in (${many(50_000, "'x'", ',')})`).influences).toHaveLength(1);
  });

  it('a chain of 20,000 conditions', () => {
    expect(read(`select a from t where ${many(20_000, 'b = 1', ' and ')}`).influences).toHaveLength(1);
  });

  it('a megabyte of rows', () => {
    const sql = `insert into t (a, b) values ${many(50_000, "(1, 'abcdefghijklmnop')", ',')}`;

    expect(sql.length).toBeGreaterThan(1_000_000);
    expect(read(sql)).toMatchObject({ rung: 'native', diagnostics: [] });
  });

  it('a string that never ends', () => {
    expect(read(`select 'a${many(1_000_000, 'a')}`).inputs).toEqual([]);
  });

  it('a text beyond all limits is refused unread', () => {
    expect(codes(read(many(16 * 1024 * 1024 + 1, ' ')))).toEqual(['too-large']);
  });

  it('a budget ends a statement the same way everywhere', () => {
    const sql = `select ${many(1000, 'a', '+')} from t`;

    const cut = analyze(sql, { dialect: 'redshift', budget: 500 });

    expect(codes(cut)).toEqual(['budget-exhausted']);
    expect(cut.inputs).toHaveLength(1);
    expect(analyze(sql, { dialect: 'redshift', budget: 5000 }).rung).toBe('native');
  });
});
