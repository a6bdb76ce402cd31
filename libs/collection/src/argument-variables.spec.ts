import { argumentVariables } from './argument-variables';

it('reads arguments as the variables that they stand for', () => {
  expect(argumentVariables(['--from', '2026-05-01', '--to=2026-05-02T00:00:00Z', '--dry-run'])).toEqual({
    COLLECT_FROM: '2026-05-01',
    COLLECT_TO: '2026-05-02T00:00:00Z',
    DRY_RUN: 'true',
  });
});

it('leaves a missing value to be complained about', () => {
  expect(argumentVariables(['--strict', '--from'])).toEqual({ COLLECT_FROM: '(nothing)' });
});
