import type { FaultPlan } from '../http/fault-plan';
import { databaseUrl } from './database-url';
import { runOnPostgres } from './run-on-postgres';
import { Statement, type StatementTarget, isOver } from './statement';
import type { NamedParameter } from './named-parameters';

export interface RunnerOptions {
  /** Postgres that stands for the warehouse; the path of the URL is replaced by the statement's database. */
  readonly databaseUrl: string;
  readonly faults?: FaultPlan;
  readonly now?: () => Date;
  /** Lets every statement stay SUBMITTED and STARTED for a while, as a busy warehouse does. */
  readonly delayMs?: number;
  readonly maxRowBytes?: number;
  readonly maxResultBytes?: number;
  /** Called with every statement that finished well: a warehouse remembers its reader's queries too. */
  readonly onFinished?: (statement: Statement) => Promise<void>;
}

const KEPT_MS = 24 * 3_600_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Holds the statements of the last 24 hours and runs each for real on Postgres. */
export class StatementRunner {
  private readonly statements = new Map<string, Statement>();
  private readonly byToken = new Map<string, Statement>();
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly options: RunnerOptions) {}

  now(): Date {
    return this.options.now?.() ?? new Date();
  }

  /** Starts a request's statements; the same client token gives the statement of the first time. */
  submit(request: {
    readonly sqls: readonly string[];
    readonly target: StatementTarget;
    readonly parameters: readonly NamedParameter[];
    readonly name: string | null;
    readonly isBatch: boolean;
    readonly clientToken: string | undefined;
  }): Statement {
    const known = request.clientToken === undefined ? undefined : this.byToken.get(request.clientToken);
    if (known !== undefined) return known;
    const statement = new Statement(
      request.sqls,
      request.target,
      request.parameters,
      request.name,
      request.isBatch,
      this.now(),
    );
    this.statements.set(statement.id, statement);
    if (request.clientToken !== undefined) this.byToken.set(request.clientToken, statement);
    const run = this.run(statement).finally(() => this.running.delete(run));
    this.running.add(run);
    return statement;
  }

  /** A statement by id, or null when it never was or is more than 24 hours old. */
  find(id: string): Statement | null {
    const statement = this.statements.get(id);
    if (statement === undefined || this.now().getTime() - statement.createdAt.getTime() > KEPT_MS)
      return null;
    return statement;
  }

  list(): Statement[] {
    return [...this.statements.values()].filter((statement) => this.find(statement.id) !== null).reverse();
  }

  /** Cancels what runs and waits for it. */
  async stop(): Promise<void> {
    for (const statement of this.statements.values()) await this.cancel(statement);
    await Promise.all(this.running);
  }

  /** Stops a running statement; false when it was over already. */
  async cancel(statement: Statement): Promise<boolean> {
    if (['FINISHED', 'FAILED', 'ABORTED'].includes(statement.status)) return false;
    statement.become('ABORTED', this.now(), 'Query cancelled on user request');
    await statement.cancel?.();
    return true;
  }

  private async run(statement: Statement): Promise<void> {
    const { delayMs = 0, maxRowBytes = 64 * 1024, maxResultBytes = 500_000_000 } = this.options;
    try {
      if (delayMs > 0) await pause(delayMs / 2);
      statement.become('STARTED', this.now());
      if (delayMs > 0) await pause(delayMs / 2);
      if (statement.status === 'ABORTED') return;
      for (const sql of statement.sqls) {
        const fault = this.options.faults?.ofStatement(sql);
        if (fault !== undefined) throw new Error(fault);
      }
      statement.results = await runOnPostgres(statement.sqls, {
        connectionString: databaseUrl(this.options.databaseUrl, statement.target.database),
        parameters: statement.parameters,
        maxRowBytes,
        maxResultBytes,
        onSession: (cancel) => {
          statement.cancel = cancel;
        },
        isUnwanted: () => isOver(statement.status),
      });
      await this.options.onFinished?.(statement);
      statement.become('FINISHED', this.now());
    } catch (error) {
      statement.become('FAILED', this.now(), errorText(error));
    }
  }
}

/** Redshift shows errors as `ERROR: permission denied for relation x`. */
function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const isFromServer = error instanceof Error && 'severity' in error;
  return isFromServer ? `ERROR: ${text}` : text;
}
