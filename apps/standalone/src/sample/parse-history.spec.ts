import { parseHistory } from './parse-history';

const firstDay = new Date('2026-10-01T00:00:00Z');

describe('parseHistory', () => {
  it('runs a daily statement once a day with that day in its text', () => {
    const runs = parseHistory(
      "--> daily 02:10 session=load user=etl\ncopy t from 's3://b/dt={date}/';",
      firstDay,
    );

    expect(runs).toHaveLength(30);
    expect(runs[4]).toMatchObject({
      sql: "copy t from 's3://b/dt=2026-10-05/';",
      session: 'load/2026-10-05',
      user: 'etl',
    });
    expect(runs[4]?.startedAt.toISOString()).toBe('2026-10-05T02:10:00.000Z');
  });

  it('keeps statements of the same minute in the order of the file', () => {
    const runs = parseHistory('--> day 1 02:00\nselect 1\n--> day 1 02:00\nselect 2', firstDay);

    expect(runs.map((run) => run.sql)).toEqual(['select 1', 'select 2']);
  });

  it('puts statements of one txn name into one transaction, others into their own', () => {
    const runs = parseHistory(
      '--> day 1 02:00 session=a txn=x\nbegin\n--> day 1 02:01 session=a txn=x\ncommit\n--> day 1 02:02 session=a\nselect 1',
      firstDay,
    );

    expect(runs[0]?.transaction).toBe(runs[1]?.transaction);
    expect(runs[2]?.transaction).not.toBe(runs[0]?.transaction);
  });

  it('has the warehouse say what a statement touched, where the header tells', () => {
    const runs = parseHistory(
      '--> day 1 02:00 reads=a.b,c.d writes=e.f\ninsert into e.f select 1\n--> day 1 02:01\nselect 1',
      firstDay,
    );

    expect(runs.map(({ touched }) => touched)).toEqual([
      { reads: ['a.b', 'c.d'], writes: ['e.f'] },
      undefined,
    ]);
  });

  it('refuses an option it does not know, with file and line', () => {
    expect(() => parseHistory('--> day 1 02:00 sesion=a\nselect 1', firstDay, 'x.sql')).toThrow(
      "x.sql:1: unknown option 'sesion'",
    );
  });
});
