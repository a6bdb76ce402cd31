import type { CollectionRunFinished } from '@tributary/contracts';
import type { JobOutcome, Logger } from '@tributary/service-kit';

/** Says what a run did, in one line, and how the job ends. */
export function finishJob(report: CollectionRunFinished, logger: Logger, isDryRun: boolean): JobOutcome {
  const { source, window, statements, catalog, problems, outcome } = report;
  const { seen, published, skipped } = statements;
  const did = isDryRun ? 'would publish' : 'published';
  const facts = { source: source.id, window, statements, catalog, problems, outcome };
  const sentence = `${seen} statements seen, ${did} ${published}, skipped ${skipped}; ${catalog.tables} tables and ${catalog.views} views`;
  if (outcome === 'partial') logger.warn(facts, sentence);
  else logger.info(facts, sentence);
  return outcome === 'partial' ? 'partial' : 'ok';
}
