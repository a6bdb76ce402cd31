import { observedStatement } from '@tributary/contracts';
import { observedStatements } from './observed-statements';
import type { LoggedQuery } from './read-query-log';

const context = {
  dialect: 'redshift',
  database: 'shop',
  searchPath: ['public'],
  timeOfFile: new Date('2026-10-01T00:00:00Z'),
} as const;

const query = (fields: Partial<LoggedQuery>): LoggedQuery => ({
  line: 3,
  id: null,
  sql: 'select 1',
  database: null,
  searchPath: [],
  session: null,
  user: null,
  startedAt: null,
  endedAt: null,
  status: null,
  ...fields,
});

describe('observedStatements', () => {
  it('fills what the log leaves out, the same way each time', () => {
    const [first] = observedStatements(query({}), context);
    const [again] = observedStatements(query({}), context);

    expect(observedStatement.parse(first)).toMatchObject({
      database: 'shop',
      searchPath: ['public'],
      startedAt: '2026-10-01T00:00:00.003Z',
      status: 'success',
    });
    expect(again).toEqual(first);
  });

  it('takes the time of a system view for UTC', () => {
    const [statement] = observedStatements(query({ startedAt: '2026-10-05 02:00:01.500' }), context);

    expect(statement?.startedAt).toBe('2026-10-05T02:00:01.500Z');
  });

  it('cuts a script into its statements', () => {
    const statements = observedStatements(
      query({ id: '7', sql: 'begin; insert into t select 1; commit' }),
      context,
    );

    expect(statements.map((statement) => statement.executionId)).toEqual(['7:1', '7:2', '7:3']);
  });

  it('lets no credential through', () => {
    const sql =
      "copy t from 's3://b/k' credentials 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY'";

    const [statement] = observedStatements(query({ sql }), context);

    expect(statement?.sql).not.toContain('wJalrXUtnFEMI');
    expect(statement?.textFlags).toEqual(['redacted']);
  });
});
