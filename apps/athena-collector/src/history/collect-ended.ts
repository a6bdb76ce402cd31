import type { HistoryItem, Window } from '@tributary/collection';
import type { AthenaExecution } from '@tributary/warehouse';
import type { Listed } from './list-executions';

/** An execution that ended in the window; its text is fetched again when there was no room to keep it. */
export interface EndedExecution {
  readonly id: string;
  readonly endedAt: Date;
  readonly kept: AthenaExecution | null;
}

/** A month's texts would not fit into memory, an hour's nearly always do. */
const MOST_KEPT_CHARACTERS = 16 * 1024 * 1024;

/** Keeps what ended in the window; names what still runs, so that a later run looks at it again. */
export async function* collectEnded(
  listed: AsyncIterable<Listed>,
  { from, to }: Window,
): AsyncGenerator<HistoryItem, EndedExecution[]> {
  const ended: EndedExecution[] = [];
  let room = MOST_KEPT_CHARACTERS;
  for await (const item of listed) {
    if (item.kind !== 'execution') {
      yield item;
      continue;
    }
    const { execution } = item;
    if (execution.state === 'queued' || execution.state === 'running') {
      if (execution.submittedAt < to) yield stillRunning(execution.id, `it is ${execution.state}`);
      continue;
    }
    // Cancelled while it was queued, an execution may have no end of its own.
    const endedAt = execution.completedAt ?? execution.submittedAt;
    if (endedAt >= to || endedAt < from) continue;
    room -= execution.sql.length;
    ended.push({ id: execution.id, endedAt, kept: room >= 0 ? execution : null });
  }
  return ended;
}

const stillRunning = (executionId: string, detail: string): HistoryItem => ({
  kind: 'skip',
  executionId,
  code: 'still-running',
  detail,
});
