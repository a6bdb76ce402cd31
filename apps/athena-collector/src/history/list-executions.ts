import type { HistoryItem, Window } from '@tributary/collection';
import { type AthenaExecution, type AthenaHistoryPort, warehouseErrorCode } from '@tributary/warehouse';

/** DDL may run for ten hours, DML for four: what was submitted earlier than that before the window cannot have ended in it. */
const LONGEST_RUN_MS = 12 * 3_600_000;
/** The order of the listing is not documented: one old page is no proof that only older ones follow. */
const OLD_PAGES_TO_STOP = 2;

export type Listed =
  | { readonly kind: 'execution'; readonly execution: AthenaExecution }
  | Extract<HistoryItem, { kind: 'problem' | 'skip' }>;

/** Executions that may have ended in the window, each once, and those that an earlier run saw running. */
export async function* listExecutions(
  athena: AthenaHistoryPort,
  workgroups: readonly string[],
  window: Window,
  unfinished: readonly string[],
): AsyncGenerator<Listed> {
  const seen = new Set<string>();
  const unseen = function* (executions: readonly AthenaExecution[]): Generator<Listed> {
    for (const execution of executions) {
      // New executions push others to later pages, where they are listed again.
      if (seen.has(execution.id)) continue;
      seen.add(execution.id);
      yield { kind: 'execution', execution };
    }
  };

  let refused = 0;
  for (const workgroup of workgroups) {
    try {
      for await (const page of pagesOf(athena, workgroup, window)) yield* unseen(page);
    } catch (error) {
      refused += 1;
      // One workgroup that we may not read is a gap; all of them are a collector without permissions.
      if (warehouseErrorCode(error) !== 'permission-denied' || refused === workgroups.length) throw error;
      yield { kind: 'problem', code: 'workgroup-unreadable', detail: (error as Error).message };
    }
  }

  yield* unseen(await athena.byId(unfinished.filter((id) => !seen.has(id))));
}

async function* pagesOf(
  athena: AthenaHistoryPort,
  workgroup: string,
  { from }: Window,
): AsyncGenerator<readonly AthenaExecution[]> {
  const oldest = new Date(from.getTime() - LONGEST_RUN_MS);
  let oldPages = 0;
  for await (const page of athena.executions(workgroup)) {
    yield page;
    const isOld = page.length > 0 && page.every(({ submittedAt }) => submittedAt < oldest);
    oldPages = isOld ? oldPages + 1 : 0;
    if (oldPages >= OLD_PAGES_TO_STOP) return;
  }
}
