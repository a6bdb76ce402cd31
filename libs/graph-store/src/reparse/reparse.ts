import type { QueryObserved } from '@tributary/contracts';
import selectAnalyses from '../statements/select-analyses-to-reparse.sql';
import type { Queryable } from '../store/database';
import { reparseMessage, type ReparseRow } from './reparse-message';
import { selectionParameters, type ReparseSelection } from './reparse-selection';

export interface ReparseOptions {
  /** Most statements to ask for; unset: all of the selection. */
  readonly limit?: number | undefined;
  /** Statements handed to `publish` at a time. */
  readonly pageSize?: number;
  /** Called after each page with the statements asked for so far. */
  readonly onProgress?: (asked: number) => void;
}

/**
 * Hands every statement of the selection to `publish`, to be parsed again as the writer has it done when a schema is learnt; gives back how
 * many there were. Nothing is changed here: of two readings of one statement that saw the same schemas the newer engine's holds, so stopped
 * half way, or run twice, it does no harm, and with the same engine it comes to the same. Throws UnclearDataset.
 */
export async function reparse(
  database: Queryable,
  selection: ReparseSelection,
  publish: (messages: QueryObserved[]) => Promise<void>,
  { limit = Number.POSITIVE_INFINITY, pageSize = 200, onProgress = () => undefined }: ReparseOptions = {},
): Promise<number> {
  const parameters = await selectionParameters(database, selection);
  let asked = 0;
  for (let after = ''; asked < limit;) {
    const most = Math.min(pageSize, limit - asked);
    const rows = await database.query<ReparseRow>(selectAnalyses, [...parameters, after, most]);
    if (rows.length > 0) await publish(rows.map(reparseMessage));
    asked += rows.length;
    onProgress(asked);
    if (rows.length < most) break;
    after = rows.at(-1)!.requestKey;
  }
  return asked;
}
