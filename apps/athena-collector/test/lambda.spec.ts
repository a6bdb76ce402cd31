import { handler } from '../src/lambda.entry';
import { athenaOf, lake, ran } from './support/sample';
import { type AthenaWorld, startAthenaWorld } from './support/start-athena-world';

const SQL = 'INSERT INTO lake.orders SELECT 1';
const inTime = { getRemainingTimeInMillis: () => 900_000 };
let world: AthenaWorld;

// Jest gives each test file an environment of its own.
beforeAll(async () => {
  world = await startAthenaWorld({ athena: athenaOf([ran(SQL)]), glue: lake() });
  Object.assign(process.env, world.env, { LOG_LEVEL: 'silent' });
});
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
  world.athena.faults.add({ operation: 'ListWorkGroups', code: 'AccessDeniedException', times: 100 });

  await expect(handler({}, inTime)).rejects.toThrow('the run ended with 1');
});
