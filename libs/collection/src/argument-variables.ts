const VALUES: Readonly<Record<string, string>> = {
  '--from': 'COLLECT_FROM',
  '--since': 'COLLECT_FROM',
  '--to': 'COLLECT_TO',
  '--until': 'COLLECT_TO',
};

/**
 * Command line arguments as the variables that they stand for, so that they are checked like these:
 * `--from 2026-05-01 --dry-run` is `{ COLLECT_FROM: '2026-05-01', DRY_RUN: 'true' }`.
 */
export function argumentVariables(args: readonly string[]): Record<string, string> {
  const variables: Record<string, string> = {};
  args.forEach((arg, index) => {
    if (arg === '--dry-run') variables['DRY_RUN'] = 'true';
    const [flag = '', inline] = arg.split(/=(.*)/s);
    const variable = VALUES[flag];
    if (variable !== undefined) variables[variable] = inline ?? args[index + 1] ?? '(nothing)';
  });
  return variables;
}
