import { createHash } from 'node:crypto';
import type { LineageQueueMessage } from '@tributary/contracts';
import { stopTestServer } from '@tributary/testing';
import fc from 'fast-check';
import { rebuild, type Database } from '../src';
import { eventfulDay } from './support/eventful-day';
import { observe } from './support/graph-under-test';
import { statement } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(120_000);
afterAll(stopTestServer);

// Whatever is kept, worked out from nothing.
const plainJobs = `
  select writer.dataset_id, analysis.source_id, analysis.shape_hash, min(writer.statement_kind) as kind,
         array_agg(distinct analysis.sql_hash) as texts
  from dataset_writer writer
  join analysis on analysis.sql_hash = writer.sql_hash
  group by 1, 2, 3
  order by 1, 2, 3`;
const keptJobs = `
  select dataset_id, source_id, shape_hash, statement_kind as kind, array_agg(sql_hash order by sql_hash) as texts
  from statement_job
  join statement_job_text using (job_id)
  group by 1, 2, 3, 4
  order by 1, 2, 3`;
const plainRuns = `
  select text.source_id, text.sql_hash,
         (select min(started_at) from execution where source_id = text.source_id and sql_hash = text.sql_hash) as first_at,
         latest.started_at as latest_at, latest.execution_id as latest_id
  from (select distinct analysis.source_id, analysis.sql_hash from analysis join dataset_writer using (sql_hash)) text
  left join lateral (
    select started_at, execution_id
    from execution
    where source_id = text.source_id and sql_hash = text.sql_hash and origin = 'history'
    order by started_at desc, execution_id desc
    limit 1
  ) latest on true
  order by 1, 2`;
const keptRuns = `
  select distinct source_id, sql_hash, first_at, latest_at, latest_id
  from statement_job
  join statement_job_text using (job_id)
  order by 1, 2`;

/** Statements of a day, many of them of one shape; some fail, some are read by two engines or run in a second warehouse. */
function messages(): LineageQueueMessage[] {
  const dated = (day: number) => ({
    sql: `insert into daily values (${day})`,
    output: ['daily', 'append'] as const,
    edges: ['daily.x <- raw.x'],
    reads: ['raw'],
  });
  const runs = [1, 2, 3].flatMap((day) => [
    statement(dated(day), { id: `dated ${day}`, at: 1_000 * day }),
    statement(dated(day), { id: `dated ${day} again`, at: 1_000 * day + 500, status: 'failed' }),
    statement({ ...dated(day), engineVersion: '2.0.0' }, { id: `dated ${day}`, at: 1_000 * day }),
  ]);
  const day = [...eventfulDay(), ...runs];
  return day.flatMap((message, i): LineageQueueMessage[] => {
    if (message.type !== 'lineage-extracted') return [message];
    const { analysis } = message;
    const shape = `${analysis.sqlHash.slice(0, 1)} ${analysis.engineVersion}`;
    const shaped = {
      ...message,
      analysis: {
        ...analysis,
        shapeHash: createHash('sha256').update(shape).digest('hex'),
        statementKind: analysis.engineVersion === '2.0.0' ? 'COPY' : analysis.statementKind,
      },
    };
    if (i % 5 !== 0) return [shaped];
    const key = createHash('sha256').update(`other ${analysis.key}`).digest('hex');
    const elsewhere = { ...shaped.source, id: 'redshift:other' };
    return [shaped, { ...shaped, source: elsewhere, analysis: { ...shaped.analysis, key } }];
  });
}

describe('jobs of statements', () => {
  const opened: Database[] = [];
  const open = async (): Promise<Database> => {
    const database = await openTestDatabase();
    opened.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });
  const expectKept = async (database: Database): Promise<void> => {
    expect(await database.query(keptJobs)).toEqual(await database.query(plainJobs));
    expect(await database.query(keptRuns)).toEqual(await database.query(plainRuns));
    expect(
      await database.query(
        'select from statement_job where job_id not in (select job_id from statement_job_text)',
      ),
    ).toEqual([]);
  };

  it('are what writers, analyses and runs say at any time, in whatever order they come, and after a rebuild', async () => {
    const all = messages();
    const arrival = fc.tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.integer({ min: 5, max: 25 }), { minLength: 30, maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(arrival, async ([order, sizes]) => {
        const database = await open();
        for (let at = 0, i = 0; at < order.length; at += sizes[i]!, i += 1) {
          await observe(database, ...order.slice(at, at + sizes[i]!));
          await expectKept(database);
        }
        expect((await database.query(keptJobs)).length).toBeGreaterThan(10);
        await rebuild(database);
        await expectKept(database);
      }),
      // Shrinking takes minutes here, and the seed is printed.
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('follow a text that is read as another kind, and go with their last writer', async () => {
    const database = await open();
    await observe(database, ...messages());

    await database.query(
      `update dataset_writer set statement_kind = case when left(sql_hash, 1) < '8' then 'A' else 'Z' end where sql_hash is not null`,
    );
    await expectKept(database);
    await database.query(`delete from dataset_writer where left(sql_hash, 1) in ('1', '5', '9', 'c', 'd')`);
    await expectKept(database);
    await database.query(
      `update dataset_writer set statement_kind = left(md5(sql_hash), 1) where sql_hash is not null`,
    );
    await database.query(`delete from dataset_writer where statement_kind < '9'`);
    await expectKept(database);
  });
});
