import type { Component, Logger } from '@tributary/service-kit';
import { engineOver, type Engine } from '../engine/engine';
import { ParserThread, type Job, type ParserThreadOptions } from './parser-thread';

export interface ThreadPoolOptions extends ParserThreadOptions {
  readonly threads: number;
  readonly logger: Logger;
}

const stoppedError = (): Error => new Error('the parser threads have been stopped');

/** A pool of threads, each with one task at a time; a task that hangs or eats its thread's memory costs that thread alone. */
export function threadPool(options: ThreadPoolOptions): Component & { readonly engine: Engine } {
  const waiting: Job[] = [];
  const idle: ParserThread[] = [];
  const all = new Set<ParserThread>();
  let stopped = false;

  const start = (): ParserThread => {
    const thread = new ParserThread(
      options,
      (free) => {
        idle.push(free);
        dispatch();
      },
      (lost, reason) => {
        all.delete(lost);
        if (idle.includes(lost)) idle.splice(idle.indexOf(lost), 1);
        if (stopped) return;
        options.logger.warn({ reason }, 'a parser thread was lost: another takes its place');
        dispatch();
      },
    );
    all.add(thread);
    return thread;
  };

  const dispatch = (): void => {
    while (waiting.length > 0) {
      const thread = idle.pop() ?? (all.size < options.threads ? start() : undefined);
      if (thread === undefined) return;
      thread.run(waiting.shift()!);
    }
  };

  const engine = engineOver(
    (task) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(stoppedError());
        waiting.push({ task, resolve, reject });
        dispatch();
      }),
  );

  return {
    name: 'parser threads',
    engine,
    start: async () => {
      while (all.size < options.threads) idle.push(start());
    },
    stop: async () => {
      stopped = true;
      for (const job of waiting.splice(0)) job.reject(stoppedError());
      await Promise.all([...all].map((thread) => thread.stop()));
    },
  };
}
