import type { AthenaExecution, AthenaHistoryPort } from '@tributary/warehouse';
import type { EndedExecution } from './collect-ended';

const BATCH = 50;

/** The executions in the order in which they ended, those that were not kept fetched anew. */
export async function* inEndingOrder(
  athena: AthenaHistoryPort,
  ended: EndedExecution[],
): AsyncGenerator<AthenaExecution> {
  ended.sort((a, b) => a.endedAt.getTime() - b.endedAt.getTime() || (a.id < b.id ? -1 : 1));
  for (let from = 0; from < ended.length; from += BATCH) {
    const batch = ended.slice(from, from + BATCH);
    const fetched = await athena.byId(batch.filter(({ kept }) => kept === null).map(({ id }) => id));
    const byId = new Map(fetched.map((execution) => [execution.id, execution]));
    for (const { id, kept } of batch) {
      const execution = kept ?? byId.get(id);
      if (execution !== undefined) yield execution;
    }
  }
}
