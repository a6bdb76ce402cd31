import { contentHash } from '../observe/content-hash';
import type { Choice } from '../projection/choose-analysis';
import deleteChoices from '../statements/delete-choices.sql';
import settleReparseRequests from '../statements/settle-reparse-requests.sql';
import storeChoiceRows from '../statements/store-choices.sql';
import storeReparseRequests from '../statements/store-reparse-requests.sql';
import type { Observed, StoredExecution } from './observed';

export interface Decided {
  readonly execution: StoredExecution;
  /** Null: it took no effect, or nothing is known of its statement. */
  readonly choice: Choice | null;
}

/** Writes choices that differ from those stored, asks for the analyses that are missing, and gives back what changed. */
export async function storeChoices(observed: Observed, decided: readonly Decided[]): Promise<Decided[]> {
  const { transaction } = observed;
  const changed = decided.filter(
    ({ execution, choice }) =>
      (choice?.analysisKey ?? null) !== execution.analysisKey ||
      requestKey(execution, choice) !== execution.requestKey,
  );
  const rows = changed.flatMap(({ execution, choice }) =>
    choice === null
      ? []
      : [
          {
            source_id: execution.sourceId,
            execution_id: execution.executionId,
            analysis_key: choice.analysisKey,
            matched: choice.matched,
            request_key: requestKey(execution, choice),
          },
        ],
  );
  if (rows.length > 0) await transaction.query(storeChoiceRows, [JSON.stringify(rows)]);
  const undone = changed.filter(({ choice }) => choice === null).map(({ execution }) => execution);
  if (undone.length > 0) {
    await transaction.query(deleteChoices, [
      undone.map((execution) => execution.sourceId),
      undone.map((execution) => execution.executionId),
    ]);
  }
  await settleRequests(observed, changed);
  return changed;
}

async function settleRequests({ transaction }: Observed, changed: readonly Decided[]): Promise<void> {
  const requests = changed.flatMap(({ execution, choice }) => {
    const key = requestKey(execution, choice);
    if (!choice?.wanted || key === null) return [];
    return [
      {
        request_key: key,
        source_id: execution.sourceId,
        execution_id: execution.executionId,
        sql_hash: execution.sqlHash,
        temp_tables: choice.wanted.tempTables,
      },
    ];
  });
  if (requests.length > 0) await transaction.query(storeReparseRequests, [JSON.stringify(requests)]);
  const asked = [
    ...requests.map((request) => request.request_key),
    ...changed.flatMap(({ execution }) => (execution.requestKey === null ? [] : [execution.requestKey])),
  ];
  if (asked.length > 0) await transaction.query(settleReparseRequests, [[...new Set(asked)]]);
}

/** One request for all executions of a statement that want it read with the same temp tables and schemas. */
function requestKey(execution: StoredExecution, choice: Choice | null): string | null {
  if (!choice?.wanted) return null;
  return contentHash([execution.sourceId, execution.sqlHash, execution.contextKey, choice.wanted.factsHash]);
}
