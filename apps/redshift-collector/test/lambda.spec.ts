import { handler } from '../src/lambda.entry';
import { ran, warehouse } from './support/sample';
import { type RedshiftWorld, startRedshiftWorld } from './support/start-redshift-world';

const SQL = 'insert into mart.daily select current_date, 1';
const inTime = { getRemainingTimeInMillis: () => 900_000 };
let world: RedshiftWorld;

// Jest gives each test file an environment of its own.
beforeAll(async () => {
  world = await startRedshiftWorld(warehouse([ran(SQL)]));
  Object.assign(process.env, world.env, { LOG_LEVEL: 'silent' });
}, 60_000);
afterAll(() => world.stop());

const historyIn = async (): Promise<string[]> =>
  (await world.queries())
    .flatMap(({ statements }) => statements)
    .filter(({ origin }) => origin === 'history')
    .map(({ sql }) => sql);

it('is one run for each event: a rehearsal by its arguments, then the window, once', async () => {
  expect(await handler({ arguments: ['--dry-run'] }, inTime)).toEqual({ exitCode: 0 });
  expect(await historyIn()).toEqual([]);

  expect(await handler({ source: 'aws.scheduler' }, inTime)).toEqual({ exitCode: 0 });
  expect(await historyIn()).toEqual([SQL]);
});

it('fails when the run does, so that Lambda repeats it', async () => {
  world.redshift.faults.add({ operation: 'ExecuteStatement', code: 'AccessDeniedException', times: 100 });

  await expect(handler({}, inTime)).rejects.toThrow('the run ended with 1');
});
