import * as fc from 'fast-check';
import { normalizeSql } from './normalize-sql';
import { redactSql } from './redact-sql';
import { shapeOfSql } from './shape-of-sql';
import { redactedSqlHash, shapeHash, sqlHash } from './sql-hash';

describe('sqlHash', () => {
  it('is the same for a text however it is formatted', () => {
    const one = sqlHash("SELECT a,b FROM t -- note\nWHERE c='X';", 'redshift');

    expect(sqlHash("select  a , b\nfrom t /* other */ where c = 'X'", 'redshift')).toBe(one);
  });

  it('keeps the case of strings and quoted names apart', () => {
    expect(sqlHash("select 'a'", 'redshift')).not.toBe(sqlHash("select 'A'", 'redshift'));
    expect(sqlHash('select "a"', 'redshift')).not.toBe(sqlHash('select "A"', 'redshift'));
  });

  it('does not depend on secrets', () => {
    const copy = (secret: string): string =>
      `copy t from 's3://b/p/' credentials 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=${secret}' csv`;

    expect(sqlHash(copy('abcdefghijklmnop'), 'redshift')).toBe(sqlHash(copy('ponmlkjihgfedcba'), 'redshift'));
  });

  it('survives any white space between tokens', () => {
    const tokens = ['select', 'a', '+', '1', 'as', 'b', 'from', 's', '.', 't', 'where', 'x', '=', "'y z'"];
    const space = fc.constantFrom(' ', '\n', '\t', '  ', ' -- c\n', ' /* c */ ');
    const expected = sqlHash(tokens.join(' '), 'athena');

    fc.assert(
      fc.property(fc.array(space, { minLength: 14, maxLength: 14 }), (spaces) => {
        const text = tokens.map((t, i) => `${i === 0 ? '' : spaces[i]!}${t}`).join('');
        return sqlHash(text, 'athena') === expected;
      }),
    );
  });
});

describe('shapeHash', () => {
  it('is one for all runs of a query', () => {
    const run = (day: string, ids: string): string =>
      shapeHash(`select a from t where day = '${day}' and id in (${ids}) limit 10`, 'redshift');

    expect(run('2024-01-02', '1, 2, 3')).toBe(run('2024-01-01', '7'));
  });

  it('keeps paths without their partitions', () => {
    const copy = (path: string): string => shapeHash(`copy t from '${path}' iam_role 'arn' csv`, 'redshift');

    expect(copy('s3://b/orders/dt=2024-01-01/')).toBe(copy('s3://b/orders/dt=2024-01-02/'));
    expect(copy('s3://b/orders/dt=2024-01-01/')).not.toBe(copy('s3://b/items/dt=2024-01-01/'));
  });

  it('keeps ordinals and the values of a pivot, which name columns', () => {
    const group = (n: number): string => shapeHash(`select a, b, count(*) from t group by ${n}`, 'redshift');
    const pivot = (value: string): string =>
      shapeHash(`select * from t pivot (sum(x) for y in ('${value}'))`, 'redshift');

    expect(group(1)).not.toBe(group(2));
    expect(pivot('a')).not.toBe(pivot('b'));
  });

  it('reads through the string of an UNLOAD', () => {
    expect(
      shapeOfSql("unload ('select a from t where d = \\'2024\\'') to 's3://b/x/part_'", 'redshift'),
    ).toBe("unload ( 'select a from t where d = ?' ) to 's3://b/x'");
  });

  it('follows the text: a statement and its one spelling have one shape', () => {
    const word = fc.constantFrom(
      'select',
      'A',
      ',',
      '(',
      ')',
      "'x'",
      '1',
      'by',
      '-- c\n',
      '"Q"',
      'in',
      'pivot',
    );

    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join(' ');
        expect(shapeOfSql(normalizeSql(text, 'redshift'), 'redshift')).toBe(shapeOfSql(text, 'redshift'));
      }),
    );
  });
});

describe('redactSql', () => {
  it.each([
    [
      "copy t from 's3://b/p' credentials 'aws_access_key_id=AK;aws_secret_access_key=sk1/x+y=' csv",
      ['AK;', 'sk1'],
    ],
    [
      "copy t from 's3://b/p' access_key_id 'AKX' secret_access_key 'sk2' session_token 'st3'",
      ['AKX', 'sk2', 'st3'],
    ],
    ["create user u password 'pw4' createdb", ['pw4']],
    ["alter user u with password = 'pw5'", ['pw5']],
    ["create user u identified by 'pw6'", ['pw6']],
    ["select dblink('postgres://me:pw7@host/db')", ['pw7']],
    ['-- run with password=pw8\nselect 1', ['pw8']],
    ["select 'AKIAIOSFODNN7EXAMPLE'", ['AKIAIOSFODNN7EXAMPLE']],
    ["copy t from 'https://b/x?X-Amz-Signature=abc9&y=1'", ['abc9']],
  ])('overwrites the secrets of %s', (sql, secrets) => {
    const redacted = redactSql(sql);

    for (const secret of secrets) expect(redacted.sql).not.toContain(secret);
    expect(redacted.redactions).toBeGreaterThanOrEqual(secrets.length);
    expect(redactSql(redacted.sql)).toEqual({ sql: redacted.sql, redactions: 0 });
    expect(redactedSqlHash(redacted.sql, 'redshift')).toBe(sqlHash(sql, 'redshift'));
  });

  it.each([
    'select password as pw, token from users u join logins l on u.session_token = l.session_token;',
    "select password as 'pw' from users",
    "copy t from 's3://b/p' iam_role 'arn:aws:iam::123456789012:role/loader' csv",
    "select key, value from t where token = other.token and kind = 'x'",
  ])('leaves columns and roles alone: %s', (sql) => {
    expect(redactSql(sql)).toEqual({ sql, redactions: 0 });
  });
});
