import type { CollectionRunFinished } from '@tributary/contracts';
import { toInstant } from './instant';
import type { ObservationRows } from './observation-rows';

/** The ledger of a collector run as a row; a run is stored once. */
export function rowsOfRun(message: CollectionRunFinished): Partial<ObservationRows> {
  const { statements } = message;
  return {
    source: [
      { source_id: message.source.id, kind: message.source.kind, namespace: message.source.namespace },
    ],
    collection_run: [
      {
        run_id: message.runId,
        source_id: message.source.id,
        collector: message.collector,
        window_from: toInstant(message.window.from),
        window_to: toInstant(message.window.to),
        started_at: toInstant(message.startedAt),
        finished_at: toInstant(message.finishedAt),
        outcome: message.outcome,
        seen: statements.seen,
        published: statements.published,
        skipped: statements.skipped,
        body: {
          skippedByCode: statements.skippedByCode,
          skippedStatements: message.skippedStatements,
          catalog: message.catalog,
          problems: message.problems,
        },
      },
    ],
  };
}
