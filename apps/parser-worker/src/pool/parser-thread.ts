import { Worker } from 'node:worker_threads';
import { ParseTimeout } from '../engine/engine';
import type { Answer, Task } from '../engine/task';

/** What a thread says to a task. */
export type ThreadReply =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly reason: string };

/** One task with those who wait for it. */
export interface Job {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export interface ParserThreadOptions {
  /** The built `parse-thread.js`. */
  readonly script: string;
  /** Backstop only: the engine counts its own steps and ends long before. Counts from when the thread runs: a start on a busy machine is nobody's fault. */
  readonly taskTimeoutMs: number;
  readonly threadMemoryMb: number;
}

/** One thread with one task at a time. Once it is lost it takes no other: its owner starts a new one. */
export class ParserThread {
  private readonly worker: Worker;
  private job: Job | null = null;
  private timer: NodeJS.Timeout | undefined;
  private online = false;
  private lost = false;

  constructor(
    private readonly options: ParserThreadOptions,
    private readonly whenFree: (thread: ParserThread) => void,
    private readonly whenLost: (thread: ParserThread, reason: string) => void,
  ) {
    this.worker = new Worker(options.script, {
      resourceLimits: { maxOldGenerationSizeMb: options.threadMemoryMb },
    });
    this.worker.once('online', () => {
      this.online = true;
      this.limitTime();
    });
    this.worker.on('message', (reply: ThreadReply) => this.answer(reply));
    this.worker.on('error', (error: Error) => this.lose(`the thread ended: ${error.message}`));
    this.worker.on('exit', (code) => this.lose(`the thread exited with ${code}`));
  }

  run(job: Job): void {
    this.job = job;
    if (this.online) this.limitTime();
    this.worker.postMessage(job.task);
  }

  private limitTime(): void {
    if (this.job === null) return;
    const { taskTimeoutMs } = this.options;
    this.timer = setTimeout(() => this.lose(`no result within ${taskTimeoutMs / 1_000} s`), taskTimeoutMs);
  }

  /** Ends the thread whatever it does. */
  async stop(): Promise<void> {
    this.lose('the parser threads have been stopped');
    await this.worker.terminate();
  }

  private answer(reply: ThreadReply): void {
    const { job } = this;
    if (job === null || this.lost) return;
    this.release();
    if (reply.ok) job.resolve(reply.answer);
    else job.reject(new Error(`a parser thread failed: ${reply.reason}`));
    this.whenFree(this);
  }

  private lose(reason: string): void {
    if (this.lost) return;
    this.lost = true;
    const { job } = this;
    this.release();
    job?.reject(new ParseTimeout(reason));
    void this.worker.terminate();
    this.whenLost(this, reason);
  }

  private release(): void {
    clearTimeout(this.timer);
    this.job = null;
  }
}
