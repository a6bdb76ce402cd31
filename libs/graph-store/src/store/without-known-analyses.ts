import type { ObservationRows } from '../observe/observation-rows';
import selectKnownAnalyses from '../statements/select-known-analyses.sql';
import type { Queryable } from './database';

/**
 * The rows without the analyses that are stored just so: most statements run again and again, and their analyses are the bulk of what is
 * sent. Analyses are never deleted and their `text_hash` only falls, so storing these would change nothing.
 */
export async function withoutKnownAnalyses(
  transaction: Queryable,
  rows: ObservationRows,
): Promise<ObservationRows> {
  if (rows.analysis.length === 0) return rows;
  const stored = await transaction.query<{ analysis_key: string; text_hash: string }>(selectKnownAnalyses, [
    [...new Set(rows.analysis.map((row) => row.analysis_key))],
  ]);
  const known = new Map(stored.map((row) => [row.analysis_key, row.text_hash]));
  const news = rows.analysis.filter(({ analysis_key, text_hash }) => {
    const kept = known.get(analysis_key);
    return kept === undefined || text_hash < kept;
  });
  const keys = new Set(news.map((row) => row.analysis_key));
  return {
    ...rows,
    analysis: news,
    analysis_dataset: rows.analysis_dataset.filter((row) => keys.has(row.analysis_key)),
  };
}
