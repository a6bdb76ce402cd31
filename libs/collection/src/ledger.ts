import type { CollectionRunFinished, SkipCode } from '@tributary/contracts';

type Problem = CollectionRunFinished['problems'][number];
type Skipped = CollectionRunFinished['skippedStatements'][number];

const LISTED = 1000;
/** Skips that lose something; our own statements, noise, and what comes again later do not. */
const LOSSES: readonly SkipCode[] = ['text-missing', 'text-incomplete', 'too-large', 'unreadable'];

/** Counts what a run saw: every statement is published or skipped with a code. */
export class Ledger {
  published = 0;
  tables = 0;
  views = 0;
  /** Executions that still run: the next run looks at them again. */
  readonly pending: string[] = [];
  /** Executions whose transaction is open: published, and looked at again. */
  readonly undecided: string[] = [];
  private readonly byCode = new Map<SkipCode, number>();
  private readonly listed: Skipped[] = [];
  private readonly problems: Problem[] = [];
  private missesSomething = false;

  skip(executionId: string, code: SkipCode, detail: string): void {
    this.byCode.set(code, (this.byCode.get(code) ?? 0) + 1);
    if (code === 'still-running') this.pending.push(executionId);
    if (this.listed.length < LISTED) this.listed.push({ executionId, code, detail });
  }

  problem(code: string, detail: string): void {
    this.problems.push({ code, detail });
    this.missesSomething = true;
  }

  /** Something that a person should know, though nothing is missing. */
  warning(code: string, detail: string): void {
    this.problems.push({ code, detail });
  }

  /** `partial` when something of the window or the catalog is not in the messages. */
  outcome(): 'ok' | 'partial' {
    const lost = LOSSES.some((code) => this.byCode.has(code));
    return lost || this.missesSomething ? 'partial' : 'ok';
  }

  /** The counts as the report has them. */
  totals(): Pick<CollectionRunFinished, 'statements' | 'skippedStatements' | 'catalog' | 'problems'> {
    const skipped = [...this.byCode.values()].reduce((sum, count) => sum + count, 0);
    return {
      statements: {
        seen: this.published + skipped,
        published: this.published,
        skipped,
        skippedByCode: Object.fromEntries(this.byCode),
      },
      skippedStatements: this.listed,
      catalog: { tables: this.tables, views: this.views },
      problems: this.problems,
    };
  }
}
