import { z } from 'zod';
import { awaitComponent } from './await-component';
import { systemClock } from './clock';
import type { Component } from './component';
import { envFlag } from './env-fields';
import { type ExitCode, exitCode } from './exit-code';
import { ConfigurationError } from './load-config';
import { createLogger } from './logger';
import { createMetrics } from './metrics';
import { type ProcessConfig, processConfig } from './process-config';
import { type ProcessHost, nodeProcess } from './process-host';
import { complainAbout, readConfig } from './read-config';
import type { ServiceContext } from './run-service';
import { stopComponents } from './stop-components';

/** `partial`: the work is done, and something was skipped that the report names. */
export type JobOutcome = 'ok' | 'partial';

export interface JobContext<C> extends ServiceContext<C> {
  /** Waits for a part to be reachable, starts it, and stops it when the job ends; parts stop in reverse order. */
  use<P extends Component>(component: P): Promise<P>;
}

export interface Job<S extends z.ZodObject> {
  readonly name: string;
  readonly config: S;
  readonly run: (context: JobContext<z.infer<S>>) => Promise<JobOutcome>;
}

const jobConfig = processConfig.extend({
  STRICT: envFlag({ help: 'true (or --strict): end with 3 when something was skipped' }).default(false),
});

/**
 * Runs something that ends. Exit codes: 0 done, also when some items were skipped; 3 the same under `--strict`;
 * 1 failed or interrupted; 2 the configuration cannot be used.
 */
export async function runJob<S extends z.ZodObject>(
  job: Job<S>,
  host: ProcessHost = nodeProcess,
): Promise<void> {
  const read = readConfig(job.name, job.config.safeExtend(jobConfig.shape), host);
  if ('exit' in read) return host.exit(read.exit);
  const config = read.config as z.infer<S> & z.infer<typeof jobConfig>;
  const strict = config.STRICT || host.argv.includes('--strict');

  const logger = createLogger(job.name, config, (line) => host.print(line));
  const stopping = new AbortController();
  const used: Component[] = [];
  const deadlineMs = config.SHUTDOWN_DEADLINE_SECONDS * 1_000;

  let ended = false;
  const end = async (code: ExitCode): Promise<void> => {
    if (ended) return;
    ended = true;
    const well = await stopComponents(used, deadlineMs, logger);
    host.exit(well ? code : exitCode.failure);
  };
  host.onStopSignal((signal) => {
    if (stopping.signal.aborted) return host.exit(exitCode.failure);
    logger.warn({ signal }, 'interrupted: ending early');
    stopping.abort();
    setTimeout(() => void end(exitCode.failure), deadlineMs).unref();
  });
  host.onUncaught((error) => {
    logger.fatal({ err: error }, 'an error reached nobody: ending');
    void end(exitCode.failure);
  });

  const context: JobContext<z.infer<S>> = {
    config: config as z.infer<S> & ProcessConfig,
    logger,
    metrics: createMetrics(),
    clock: systemClock,
    signal: stopping.signal,
    use: async (component) => {
      const startupMs = config.STARTUP_DEADLINE_SECONDS * 1_000;
      await awaitComponent(component, { deadlineMs: startupMs, logger, signal: stopping.signal });
      used.push(component);
      await component.start?.();
      return component;
    },
  };
  try {
    const outcome = await job.run(context);
    if (stopping.signal.aborted) return await end(exitCode.failure);
    await end(outcome === 'partial' && strict ? exitCode.partial : exitCode.ok);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      complainAbout(job.name, error, host);
      return end(exitCode.configuration);
    }
    logger.fatal({ err: error }, `failed: ${error instanceof Error ? error.message : String(error)}`);
    await end(exitCode.failure);
  }
}
