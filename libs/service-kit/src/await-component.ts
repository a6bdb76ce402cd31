import { backoff, pause } from './backoff';
import type { Component } from './component';
import type { Logger } from './logger';

export interface AwaitOptions {
  readonly deadlineMs: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name || error.constructor.name : String(error);

/** Repeats a component's check until it passes, saying what it waits for. Throws when the deadline passes or the signal aborts. */
export async function awaitComponent(component: Component, options: AwaitOptions): Promise<void> {
  const deadline = Date.now() + options.deadlineMs;
  for (let attempt = 0; ; attempt++) {
    try {
      await component.check?.();
      return;
    } catch (error) {
      if (options.signal.aborted)
        throw new Error(`stopped while waiting for ${component.name}`, { cause: error });
      const waitMs = backoff(attempt);
      if (Date.now() + waitMs > deadline) {
        throw new Error(
          `${component.name} could not be reached within ${Math.round(options.deadlineMs / 1000)} s: ${reasonOf(error)}`,
          { cause: error },
        );
      }
      options.logger.warn(
        { component: component.name, reason: reasonOf(error), retryInMs: waitMs },
        `waiting for ${component.name}`,
      );
      await pause(waitMs, options.signal);
    }
  }
}
