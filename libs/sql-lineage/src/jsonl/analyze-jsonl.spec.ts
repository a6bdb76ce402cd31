import { analyzeJsonlRequest } from './analyze-jsonl';

const ask = (request: unknown): Record<string, unknown> => {
  const reply = analyzeJsonlRequest(JSON.stringify(request));
  expect(reply.ok).toBe(true);
  return JSON.parse(reply.line) as Record<string, unknown>;
};

describe('a line of analyze --jsonl', () => {
  it('is answered with tables, columns and what only decides', () => {
    const answer = ask({
      id: 7,
      dialect: 'redshift',
      sql: 'insert into out select * from a where c > 1',
      schema: { 'dev.public.a': ['b', 'c'], out: ['x', 'y'] },
      defaultDatabase: 'dev',
      defaultSchema: 'public',
    });

    expect(answer).toMatchObject({
      id: 7,
      kind: 'insert',
      inputs: ['dev.public.a'],
      outputs: ['dev.public.out'],
      columns: [
        {
          output: { table: 'dev.public.out', column: 'x' },
          inputs: [{ table: 'dev.public.a', column: 'b', kinds: ['IDENTITY'] }],
        },
        {
          output: { table: 'dev.public.out', column: 'y' },
          inputs: [{ table: 'dev.public.a', column: 'c', kinds: ['IDENTITY'] }],
        },
      ],
      indirect: [{ table: 'dev.public.a', column: 'c', kinds: ['FILTER'] }],
      rung: 'native',
      error: null,
    });
  });

  it('names no table for the result of a bare query', () => {
    const { columns } = ask({ id: 1, dialect: 'athena', sql: 'select a from t' });

    expect(columns).toMatchObject([{ output: { table: null, column: 'a' } }]);
  });

  it('answers the statements of a session as one, without its temp tables', () => {
    const answer = ask({
      id: 's',
      dialect: 'postgres',
      statements: [
        { op: 'query', sql: 'create temp table t as select a from src', session: '1' },
        { op: 'query', sql: 'insert into out (x) select a from t', session: '1' },
        { op: 'query', sql: 'insert into out (x) select a from t', session: '2' },
      ],
    });

    expect(answer['inputs']).toEqual(['public.src', 'public.t']);
    expect(answer['columns']).toMatchObject([{ inputs: [{ table: 'public.src' }, { table: 'public.t' }] }]);
  });

  it('collapses tables that the caller lists as temporary', () => {
    const answer = ask({
      id: 's',
      dialect: 'redshift',
      tempTables: ['public.stage'],
      statements: ['create table stage as select a from src', 'insert into out (x) select a from stage'],
    });

    expect(answer['inputs']).toEqual(['public.src']);
    expect(answer['outputs']).toEqual(['public.out']);
  });

  it('follows a rename that a log tells of without SQL', () => {
    const answer = ask({
      id: 'r',
      dialect: 'redshift',
      statements: [
        'create table public.new as select a, b from src',
        { op: 'rename', from: 'public.new', to: 'public.final' },
        'insert into out (x, y) select * from public.final',
      ],
    });

    expect(answer['columns']).toContainEqual({
      output: { table: 'public.out', column: 'y' },
      inputs: [{ table: 'public.final', column: 'b', kinds: ['IDENTITY'] }],
    });
  });

  it('says what it could not read and still names the tables', () => {
    const answer = ask({ id: 1, dialect: 'redshift', sql: 'select a from s.t where and' });

    expect(answer).toMatchObject({ inputs: ['s.t'], rung: 'tables-only' });
    expect(answer['error']).toContain('expected an expression');
  });

  it.each([
    ['{"id": 1, ', 'not JSON'],
    ['[]', 'a request is a JSON object'],
    ['{"id": 1, "dialect": "klingon", "sql": "select 1"}', "unknown dialect 'klingon'"],
    ['{"id": 1, "dialect": "redshift"}', "a request has 'sql' or 'statements'"],
    ['{"id": 1, "dialect": "redshift", "sql": "select 1", "schema": {"t": 5}}', "the columns of 't'"],
  ])('%s is refused with the reason', (line, reason) => {
    const reply = analyzeJsonlRequest(line);

    expect(reply.ok).toBe(false);
    expect((JSON.parse(reply.line) as { error: string }).error).toContain(reason);
  });
});
