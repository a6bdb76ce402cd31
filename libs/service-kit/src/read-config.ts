import type { z } from 'zod';
import { describeConfig } from './describe-config';
import { type ExitCode, exitCode } from './exit-code';
import { ConfigurationError, loadConfig } from './load-config';
import type { ProcessHost } from './process-host';

/** Prints every problem, one a line, to standard error. */
export function complainAbout(name: string, error: ConfigurationError, host: ProcessHost): void {
  const lines = error.problems.map((problem) => `  ${problem.message}\n`).join('');
  host.complain(`${name} cannot start: ${error.problems.length} configuration problem(s)\n${lines}`);
}

/** The configuration, or the exit code when the process should end at once (`--help`, or it cannot be used). */
export function readConfig<S extends z.ZodObject>(
  name: string,
  schema: S,
  host: ProcessHost,
): { readonly config: z.infer<S> } | { readonly exit: ExitCode } {
  if (host.argv.includes('--help') || host.argv.includes('-h')) {
    host.print(`${name}: configured by environment variables\n\n${describeConfig(schema)}\n`);
    return { exit: exitCode.ok };
  }
  try {
    return { config: loadConfig(schema, host.env) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    complainAbout(name, error, host);
    return { exit: exitCode.configuration };
  }
}
