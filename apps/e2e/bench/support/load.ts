import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface LoadOrder {
  readonly url: string;
  /** How many different events there are, numbered from `first`; they are sent again and again. */
  readonly distinct: number;
  readonly first: number;
  readonly events: number;
  /** Null: each connection sends its next event as soon as the one before is answered. */
  readonly perSecond: number | null;
  readonly connections: number;
}

export interface LoadResult {
  readonly seconds: number;
  /** Milliseconds, event by event. */
  readonly latencies: readonly number[];
  readonly statuses: Readonly<Record<string, number>>;
  /** The ids in answers of 201. */
  readonly accepted: readonly string[];
}

/** A process that posts events. */
export class Load {
  private readonly child: ChildProcess = fork(path.join(__dirname, 'support', 'load.process.js'));

  async run(order: LoadOrder): Promise<LoadResult> {
    this.child.send(order);
    const [result] = (await once(this.child, 'message')) as [LoadResult];
    return result;
  }

  stop(): void {
    this.child.kill();
  }
}
