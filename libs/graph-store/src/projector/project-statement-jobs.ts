import listJobTexts from '../statements/list-job-texts.sql';
import type { Observed } from './observed';

/**
 * Writes anew when the texts of these executions (by `executionKey`) ran, whether they took effect or not. Which texts are a job follows from who
 * writes what, by triggers on `dataset_writer`; `listed` are the hashes of those for which they just did so.
 */
export async function projectStatementJobs(
  observed: Observed,
  told: readonly string[],
  listed: ReadonlySet<string>,
): Promise<void> {
  const hashes = new Set((await observed.executions(told)).map(({ sqlHash }) => sqlHash));
  for (const hash of listed) hashes.delete(hash);
  if (hashes.size > 0) await observed.transaction.query(listJobTexts, [[...hashes]]);
}
