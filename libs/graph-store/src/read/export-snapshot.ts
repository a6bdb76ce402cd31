import { exportGraph } from '../export/export-graph';
import type { Database } from '../store/database';

/**
 * Hands `exportGraph` of one snapshot to `write`, line by line, at the pace at which `write` takes them; each page within `budgetMs`.
 * Throws when the connection is lost in the middle: what was written cannot be taken back and begun anew.
 */
export async function exportSnapshot(
  database: Database,
  budgetMs: number,
  write: (line: string) => Promise<void>,
): Promise<void> {
  let begun = false;
  await database.transaction(async (transaction) => {
    if (begun) throw new Error('the database was lost in the middle of an export');
    await transaction.query('set transaction isolation level repeatable read, read only');
    await transaction.query(`select set_config('statement_timeout', $1, true)`, [String(budgetMs)]);
    for await (const line of exportGraph(transaction)) {
      begun = true;
      await write(line);
    }
  });
}
