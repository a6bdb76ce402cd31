import type { CollectedStatement, HistoryItem } from '@tributary/collection';
import type { AthenaExecution } from '@tributary/warehouse';
import type { PreparedStatements } from './prepared-statements';

/** Where unqualified names go when the client named no database. */
const DEFAULT_DATABASE = 'default';

/** One execution as a statement, with the text of a prepared statement in the place of its EXECUTE. */
export async function* readExecution(
  execution: AthenaExecution,
  prepared: PreparedStatements,
): AsyncGenerator<HistoryItem> {
  const { id, state, submittedAt, completedAt, workgroup, catalog, database } = execution;
  const resolved = await prepared.resolve(execution);
  if (resolved.problem !== null) yield { kind: 'problem', ...resolved.problem };
  const statement: CollectedStatement = {
    executionId: id,
    sessionId: null,
    transactionId: null,
    order: 0,
    startedAt: submittedAt.toISOString(),
    endedAt: (completedAt ?? submittedAt).toISOString(),
    user: null,
    label: workgroup,
    status: state === 'queued' ? 'running' : state,
    // There are no transactions; what failed may have left files, so its state is not known.
    transaction: state === 'success' ? 'committed' : 'unknown',
    textFlags: [],
    dialect: 'athena',
    database: catalog,
    searchPath: [database ?? DEFAULT_DATABASE],
    sql: resolved.sql,
  };
  yield { kind: 'statement', statement };
}
