import { Worker } from 'node:worker_threads';
import type { Component, Logger } from '@tributary/service-kit';
import { engineOver, ParseTimeout, type Engine } from '../engine/engine';
import type { Answer, Task } from '../engine/task';

/** What a thread says to a task. */
export type ThreadReply =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly reason: string };

export interface ThreadPoolOptions {
  /** The built `parse-thread.js`. */
  readonly script: string;
  readonly threads: number;
  /** Backstop only: the engine counts its own steps and ends long before. */
  readonly taskTimeoutMs: number;
  readonly threadMemoryMb: number;
  readonly logger: Logger;
}

interface Job {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A pool of threads, each with one task at a time; a task that hangs or eats its thread's memory costs that thread alone. */
export function threadPool(options: ThreadPoolOptions): Component & { readonly engine: Engine } {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let stopped = false;

  const start = (): Worker => {
    const worker = new Worker(options.script, {
      resourceLimits: { maxOldGenerationSizeMb: options.threadMemoryMb },
    });
    all.add(worker);
    // An idle thread must not keep a process alive that has nothing else to do.
    worker.unref();
    return worker;
  };

  const discard = (worker: Worker, reason: string): void => {
    all.delete(worker);
    options.logger.warn({ reason }, 'a parser thread was replaced');
    void worker.terminate();
  };

  const dispatch = (): void => {
    while (waiting.length > 0 && !stopped) {
      const worker = idle.pop() ?? (all.size < options.threads ? start() : undefined);
      if (worker === undefined) return;
      run(worker, waiting.shift()!);
    }
  };

  const run = (worker: Worker, job: Job): void => {
    const settle = (after: () => void): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      after();
      dispatch();
    };
    const lost = (reason: string): void =>
      settle(() => {
        discard(worker, reason);
        job.reject(new ParseTimeout(reason));
      });
    const timer = setTimeout(
      () => lost(`no result within ${options.taskTimeoutMs / 1_000} s`),
      options.taskTimeoutMs,
    );
    worker.on('message', (reply: ThreadReply) =>
      settle(() => {
        idle.push(worker);
        if (reply.ok) job.resolve(reply.answer);
        else job.reject(new Error(`a parser thread failed: ${reply.reason}`));
      }),
    );
    worker.on('error', (error: Error) => lost(`the thread ended: ${error.message}`));
    worker.on('exit', (code) => lost(`the thread exited with ${code}`));
    worker.postMessage(job.task);
  };

  const engine = engineOver(
    (task) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new Error('the parser threads have been stopped'));
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
      for (const job of waiting.splice(0)) job.reject(new Error('the parser threads have been stopped'));
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
