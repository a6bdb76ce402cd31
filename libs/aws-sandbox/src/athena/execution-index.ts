import type { AthenaData, StoredExecution } from './athena-data';

/** Finds executions by id and by workgroup without going through all of them at every page. */
export class ExecutionIndex {
  private indexed = -1;
  private readonly byId = new Map<string, StoredExecution>();
  private readonly byWorkgroup = new Map<string, StoredExecution[]>();

  constructor(
    private readonly data: AthenaData,
    private readonly order: 'newest-first' | 'shuffled',
  ) {}

  find(id: string): StoredExecution | undefined {
    this.refresh();
    return this.byId.get(id);
  }

  /** The executions of a workgroup that were submitted by then, in the order of the listing. */
  of(workgroup: string, until: string): readonly StoredExecution[] {
    this.refresh();
    const listed = this.byWorkgroup.get(workgroup) ?? [];
    const [latest] = this.order === 'newest-first' ? listed : [];
    return latest !== undefined && latest.submittedAt <= until
      ? listed
      : listed.filter(({ submittedAt }) => submittedAt <= until);
  }

  /** Tests add executions as they go. */
  private refresh(): void {
    const { executions } = this.data;
    if (this.indexed === executions.length) return;
    this.indexed = executions.length;
    this.byId.clear();
    this.byWorkgroup.clear();
    // Ids are hashes or random: their order is a shuffle that stays the same from page to page.
    const ordered = [...executions].sort((a, b) =>
      this.order === 'shuffled' ? compare(a.id, b.id) : compare(b.submittedAt, a.submittedAt),
    );
    for (const execution of ordered) {
      this.byId.set(execution.id, execution);
      const listed = this.byWorkgroup.get(execution.workgroup) ?? [];
      listed.push(execution);
      this.byWorkgroup.set(execution.workgroup, listed);
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An execution as it stood then. */
export function asOf(execution: StoredExecution, now: Date): StoredExecution {
  const { completedAt } = execution;
  if (completedAt === null || Date.parse(completedAt) <= now.getTime()) return execution;
  return { ...execution, completedAt: null, state: 'RUNNING' };
}
