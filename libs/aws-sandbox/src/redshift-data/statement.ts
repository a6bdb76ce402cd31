import { randomUUID } from 'node:crypto';
import type { NamedParameter } from './named-parameters';
import type { ResultSet } from './run-on-postgres';

export type StatementStatus = 'SUBMITTED' | 'PICKED' | 'STARTED' | 'FINISHED' | 'FAILED' | 'ABORTED';

export const isOver = (status: StatementStatus): boolean =>
  status === 'FINISHED' || status === 'FAILED' || status === 'ABORTED';

/** Where a statement goes: exactly one of cluster and workgroup is set. */
export interface StatementTarget {
  readonly database: string;
  readonly clusterIdentifier?: string;
  readonly workgroupName?: string;
  readonly secretArn?: string;
  readonly dbUser?: string;
}

/** One request's statement or statements, from submission to expiry. */
export class Statement {
  readonly id = randomUUID();
  status: StatementStatus = 'SUBMITTED';
  error: string | null = null;
  results: readonly (ResultSet | null)[] = [];
  updatedAt: Date;
  durationMs = 0;
  cancel: (() => Promise<void>) | null = null;
  private finish: () => void = () => undefined;
  private readonly over = new Promise<void>((resolve) => {
    this.finish = resolve;
  });

  constructor(
    readonly sqls: readonly string[],
    readonly target: StatementTarget,
    readonly parameters: readonly NamedParameter[],
    readonly name: string | null,
    readonly isBatch: boolean,
    readonly createdAt: Date,
  ) {
    this.updatedAt = createdAt;
  }

  /** Moves the statement on; the first terminal state stays. */
  become(status: StatementStatus, now: Date, error: string | null = null): void {
    if (isOver(this.status)) return;
    this.status = status;
    this.error = error;
    this.updatedAt = now;
    this.durationMs = now.getTime() - this.createdAt.getTime();
    if (isOver(status)) this.finish();
  }

  /** Resolves when the statement is over or the time has passed. */
  async settled(withinSeconds: number): Promise<void> {
    if (isOver(this.status) || withinSeconds <= 0) return;
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinSeconds * 1000);
    });
    await Promise.race([this.over, timeUp]);
    clearTimeout(timer);
  }
}
