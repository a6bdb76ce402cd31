import { splitStatements } from './split-statements';

const texts = (sql: string, dialect: 'redshift' | 'tsql' | 'mysql' = 'redshift'): string[] =>
  splitStatements(sql, dialect).map((s) => s.text);

describe('splitStatements', () => {
  it('cuts at semicolons outside quotes and comments', () => {
    expect(texts("select ';' as a; -- no; cut\nselect 2 /* ; */ ;; select $$a;b$$;")).toEqual([
      "select ';' as a",
      'select 2',
      'select $$a;b$$',
    ]);
  });

  it('tells where each statement stands', () => {
    const sql = '  select 1 ;\n select 2';

    for (const s of splitStatements(sql, 'redshift')) expect(sql.slice(s.start, s.end)).toBe(s.text);
    expect(splitStatements(sql, 'redshift').map((s) => s.start)).toEqual([2, 14]);
  });

  it('keeps a routine with its body', () => {
    const routine = 'create procedure p() begin if x then insert into t select 1; end if; end';

    expect(texts(`${routine}; select 2`, 'mysql')).toEqual([routine, 'select 2']);
  });

  it('ends T-SQL batches at GO', () => {
    expect(texts('select 1\nGO\nselect go from t', 'tsql')).toEqual(['select 1', 'select go from t']);
  });

  it('has nothing to say about nothing', () => {
    expect(texts(' ;; -- only a comment')).toEqual([]);
  });
});
