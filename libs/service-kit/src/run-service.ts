import type { z } from 'zod';
import { awaitComponent } from './await-component';
import { type Clock, systemClock } from './clock';
import type { Component } from './component';
import { exitCode } from './exit-code';
import { createHealthServer } from './health-server';
import { ConfigurationError } from './load-config';
import { type Logger, createLogger } from './logger';
import { type Metrics, createMetrics } from './metrics';
import { type ProcessConfig, processConfig } from './process-config';
import { type ProcessHost, nodeProcess } from './process-host';
import { complainAbout, readConfig } from './read-config';
import { stopComponents } from './stop-components';

export interface ServiceContext<C> {
  readonly config: C & ProcessConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Aborts when the process is asked to stop. */
  readonly signal: AbortSignal;
}

export interface Service<S extends z.ZodObject> {
  readonly name: string;
  readonly config: S;
  /** Builds the parts; they are checked, started in this order, and stopped in reverse. */
  readonly build: (
    context: ServiceContext<z.infer<S>>,
  ) => readonly Component[] | Promise<readonly Component[]>;
}

/**
 * Gives a service its life: configuration (all problems at once, exit 2) → health server → every component's check, with back-off →
 * start in order → ready → on SIGTERM or SIGINT stop in reverse (exit 0; a second signal forces 1) → uncaught error: log, stop, exit 1.
 */
export async function runService<S extends z.ZodObject>(
  service: Service<S>,
  host: ProcessHost = nodeProcess,
): Promise<void> {
  const read = readConfig(service.name, service.config.safeExtend(processConfig.shape), host);
  if ('exit' in read) return host.exit(read.exit);
  const config = read.config as z.infer<S> & ProcessConfig;

  const logger = createLogger(service.name, config, (line) => host.print(line));
  const metrics = createMetrics({ processMetrics: true });
  const stopping = new AbortController();
  const started: Component[] = [];
  let ready = false;

  const end = async (code: number): Promise<void> => {
    if (stopping.signal.aborted) return;
    ready = false;
    stopping.abort();
    const well = await stopComponents(started, config.SHUTDOWN_DEADLINE_SECONDS * 1_000, logger);
    logger.info({ code }, 'stopped');
    host.exit(well ? code : exitCode.failure);
  };
  host.onStopSignal((signal) => {
    if (stopping.signal.aborted) return host.exit(exitCode.failure);
    logger.info({ signal }, 'stopping');
    void end(exitCode.ok);
  });
  host.onUncaught((error) => {
    logger.fatal({ err: error }, 'an error reached nobody: stopping');
    void end(exitCode.failure);
  });

  const startOne = async (component: Component): Promise<void> => {
    started.push(component);
    await component.start?.();
  };
  try {
    if (config.HEALTH_PORT !== undefined) {
      const { HEALTH_PORT, HEALTH_HOST } = config;
      const health = createHealthServer({
        config: { HEALTH_PORT, HEALTH_HOST },
        metrics,
        isReady: () => ready,
      });
      await startOne(health);
      logger.info({ port: health.port() }, 'health server listens');
    }
    const components = await service.build({
      config,
      logger,
      metrics,
      clock: systemClock,
      signal: stopping.signal,
    });
    const deadlineMs = config.STARTUP_DEADLINE_SECONDS * 1_000;
    const { signal } = stopping;
    await Promise.all(components.map((part) => awaitComponent(part, { deadlineMs, logger, signal })));
    for (const component of components) {
      if (signal.aborted) return;
      await startOne(component);
    }
    ready = !signal.aborted;
    if (ready) logger.info({}, 'ready');
  } catch (error) {
    if (stopping.signal.aborted) return;
    if (error instanceof ConfigurationError) {
      complainAbout(service.name, error, host);
      return end(exitCode.configuration);
    }
    logger.fatal(
      { err: error },
      `could not start: ${error instanceof Error ? error.message : String(error)}`,
    );
    await end(exitCode.failure);
  }
}
