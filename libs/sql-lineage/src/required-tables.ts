import { analyze } from './analyze';
import type { TableRef } from './bind/table-ref';
import type { AnalyzeOptions } from './options';

/**
 * The tables whose columns `analyze` would ask for, targets included, and of an unqualified name every schema that it
 * may lie in: what to fetch before the analysis.
 */
export function requiredTables(sql: string, options: AnalyzeOptions): readonly TableRef[] {
  const { schema: _, ...unknown } = options;
  return analyze(sql, unknown).consulted.map(({ table }) => table);
}
