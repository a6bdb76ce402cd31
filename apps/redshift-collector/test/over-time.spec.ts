import { type SampleStatement, type TravellingClock, travellingClock } from '@tributary/aws-sandbox';
import type { CollectionRunFinished, ObservedStatement } from '@tributary/contracts';
import { ran, warehouse } from './support/sample';
import { type RedshiftWorld, startRedshiftWorld } from './support/start-redshift-world';

const at = (hour: number): Date => new Date(Date.UTC(2026, 4, 4, hour));
const during = (from: number, to: number, more: Partial<SampleStatement> = {}) => ({
  startedAt: at(from),
  endedAt: at(to),
  ...more,
});
const ROLLED_BACK = 'insert into mart.daily select 1, 2';
const COMMITTED = 'insert into mart.daily select 3, 4';
const LONG = 'insert into mart.daily select day, total from mart.totals';
const FORGOTTEN = 'insert into mart.daily select 5, 6';
const REMEMBERED = 'insert into mart.daily select 7, 8';
const CUT = `select '${'x'.repeat(9_000)}' as cut`;

const statements = [
  ran(ROLLED_BACK, { ...during(0, 1), transaction: 'undone', outcome: 'rolled-back' }),
  ran('rollback', { ...during(9, 9), transaction: 'undone', outcome: 'rolled-back' }),
  ran(COMMITTED, { ...during(0, 1), transaction: 'kept' }),
  ran('commit', { ...during(30, 30), transaction: 'kept' }),
  ran('select 1 as only_read', { ...during(0, 1), outcome: 'open' }),
  ran(LONG, during(1, 49)),
  ran(CUT, during(0, 1)),
  ran(FORGOTTEN, during(200, 201)),
  ran(REMEMBERED, during(400, 401)),
];

let now = at(4);
let clock: TravellingClock;
let world: RedshiftWorld;

beforeAll(async () => {
  world = await startRedshiftWorld(warehouse(statements), {
    now: () => now,
    tamper: (rows, { sql }) => (sql === CUT ? rows.filter(({ sequence }) => sequence !== 1) : rows),
  });
  clock = await travellingClock(world.databaseUrl, 'shop');
}, 60_000);
afterAll(async () => {
  await clock.stop();
  await world.stop();
});

interface Seen {
  readonly code: number;
  readonly statements: readonly ObservedStatement[];
  readonly report: CollectionRunFinished;
}

async function runAt(hour: number): Promise<Seen> {
  now = at(hour);
  await clock.set(now);
  const { code } = await world.run();
  const lineage = await world.lineage();
  return {
    code,
    statements: (await world.queries())
      .flatMap((message) => message.statements)
      .filter(({ origin }) => origin === 'history'),
    report: lineage.find((message) => message.type === 'collection-run-finished')!,
  };
}

/** Codes of what was skipped, our own statements of the runs before aside. */
const skips = ({ report }: Seen): string[] =>
  report.skippedStatements.map(({ code }) => code).filter((code) => code !== 'own-statement');
const fates = ({ statements: seen }: Seen): Record<string, string> =>
  Object.fromEntries(seen.map(({ sql, transaction }) => [sql, transaction]));

it('follows transactions and statements over days, however long after the overlap they end', async () => {
  const first = await runAt(4);
  expect(fates(first)).toEqual({
    [ROLLED_BACK]: 'unknown',
    [COMMITTED]: 'unknown',
    'select 1 as only_read': 'unknown',
  });
  expect(skips(first)).toEqual(['text-incomplete', 'still-running']);
  expect(first.report.outcome).toBe('partial');

  const second = await runAt(8);
  expect(fates(second)).toEqual({});

  const third = await runAt(12);
  expect(fates(third)).toEqual({
    [ROLLED_BACK]: 'rolled-back',
    rollback: 'rolled-back',
  });

  const fourth = await runAt(31);
  expect(fates(fourth)).toEqual({ [COMMITTED]: 'committed', commit: 'committed' });
  expect(skips(fourth)).toEqual(['still-running']);

  // It began more than a day before this window, and still runs.
  const fifth = await runAt(48);
  expect(fates(fifth)).toEqual({ commit: 'committed' });
  expect(skips(fifth)).toEqual(['still-running']);

  const sixth = await runAt(50);
  expect(fates(sixth)).toEqual({ [LONG]: 'committed' });
  expect(sixth.statements[0]?.sessionId).toMatch(/^\d+@2026-05-04T01:00:00/);
  expect(skips(sixth)).toEqual([]);
  expect(sixth.report.outcome).toBe('ok');
}, 120_000);

it('keeps two runs at once apart: both publish the same, one moves the watermark', async () => {
  now = at(51);
  await clock.set(now);

  const runs = await Promise.all([world.run(), world.run()]);

  const overtaken = runs.filter(({ printed }) => printed.includes('another run of this source finished'));
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(overtaken).toHaveLength(1);
  const messages = (await world.queries()).map((message) => JSON.stringify(message.statements));
  expect(messages.length).toBe(2 * new Set(messages).size);
  await world.lineage();
});

it('finds a statement that ended in a window given by hand, though it began days before', async () => {
  const window = ['--from', at(45).toISOString(), '--to', at(50).toISOString()];

  const { code } = await world.run(window);

  const found = (await world.queries()).flatMap((message) => message.statements);
  expect(code).toBe(0);
  expect(found.filter(({ sql }) => sql === LONG)).toHaveLength(1);
  await world.lineage();
});

it('ends with 2 when --until lies before what was read, and says what to add', async () => {
  const { code, complaint } = await world.run(['--until', at(40).toISOString()]);

  expect(code).toBe(2);
  expect(complaint).toMatch(/COLLECT_TO \(--until\) is .* give COLLECT_FROM \(--since\) too/);
});

it('warns when it ran so rarely that the warehouse nearly forgot', async () => {
  const late = await runAt(51 + 5 * 24);

  expect(late.report).toMatchObject({ outcome: 'ok', problems: [{ code: 'history-gap-near' }] });
});

it('tells from when to when the warehouse forgot what nobody had read', async () => {
  const after = await runAt(172 + 10 * 24);

  const [gap] = after.report.problems;
  expect(fates(after)).toEqual({ [REMEMBERED]: 'committed' });
  expect(after.report).toMatchObject({ outcome: 'partial', problems: [{ code: 'history-gap' }] });
  // From the last run's watermark to seven days before this one: what is missing ended in between.
  expect(gap?.detail).toContain('from 2026-05-11T02:55:00.000Z to 2026-05-14T04:00:00.000Z');
});
