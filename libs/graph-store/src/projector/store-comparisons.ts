import { nameKey } from '../name-key';
import storeComparisonRows from '../statements/store-comparisons.sql';
import type { Observed } from './observed';
import { storeRows } from './store-rows';

/** Writes how these analyses, all of them loaded, compare with what the warehouse said; by what they missed, groups find their runs. */
export async function storeComparisons(observed: Observed, analyses: Iterable<string>): Promise<void> {
  const rows = [...new Set(analyses)].sort().flatMap((key) => {
    const comparison = observed.comparison(key);
    if (comparison === null) return [];
    return [{ analysis_key: key, outcome: comparison.outcome, missed: comparison.missed.map(nameKey) }];
  });
  await storeRows(observed.transaction, storeComparisonRows, rows);
}
