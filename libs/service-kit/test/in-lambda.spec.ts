import { inLambda, type ProcessHost } from '../src';

const plenty = { getRemainingTimeInMillis: () => 900_000 };
beforeEach(() => void jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

it('runs with the variables of the function and the arguments of the event', async () => {
  const seen: (readonly string[])[] = [];
  const handler = inLambda(async ({ argv, env, exit }) => {
    seen.push(argv);
    expect(env).toBe(process.env);
    exit(0);
  });

  expect(await handler({ time: '2026-05-01T00:00:00Z', 'detail-type': 'Scheduled Event' }, plenty)).toEqual({
    exitCode: 0,
  });
  await handler({ arguments: ['--from', '2026-05-01'] }, plenty);
  await handler(null, plenty);

  expect(seen).toEqual([[], ['--from', '2026-05-01'], []]);
  await expect(handler({ arguments: '--from' }, plenty)).rejects.toThrow(
    '"arguments" of the event must be a list',
  );
});

it('fails where a process would, so that Lambda repeats it, and not where something was skipped', async () => {
  const ending = (code: number, complaint = '') =>
    inLambda(async (host: ProcessHost) => {
      if (complaint !== '') host.complain(complaint);
      host.exit(code);
    })({}, plenty);

  await expect(ending(1)).rejects.toThrow('the run ended with 1');
  await expect(ending(2, 'STATE_BUCKET is not set\n')).rejects.toThrow('STATE_BUCKET is not set');
  expect(await ending(3)).toEqual({ exitCode: 3 });
});

it('asks the job to stop before the time is up', async () => {
  const handler = inLambda(async (host) => host.onStopSignal(() => host.exit(1)));

  await expect(handler({}, { getRemainingTimeInMillis: () => 20 })).rejects.toThrow('the run ended with 1');
});
