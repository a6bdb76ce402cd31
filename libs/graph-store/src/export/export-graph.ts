import type { Queryable } from '../store/database';
import exportDatasets from './statements/export-datasets.sql';
import exportEdges from './statements/export-edges.sql';
import exportEvidence from './statements/export-evidence.sql';
import exportExecutions from './statements/export-executions.sql';
import exportOpenLineageRuns from './statements/export-openlineage-runs.sql';

interface Row {
  readonly after: string;
  readonly line: string;
}

const PAGE = 2_000;

/** In the order of the export; `first` sorts before every key. */
const parts: readonly { readonly sql: string; readonly first: string }[] = [
  { sql: exportDatasets, first: '' },
  { sql: exportEdges, first: '' },
  { sql: exportEvidence, first: '' },
  { sql: exportExecutions, first: '["", ""]' },
  { sql: exportOpenLineageRuns, first: '' },
];

/**
 * The graph as JSON texts, one record each, in an order of their own keys. Byte for byte the same for the same set of observations, once
 * all of it is projected: no ids of rows, no times of receipt, no collector runs. README.md lists the records.
 */
export async function* exportGraph(database: Queryable): AsyncGenerator<string, void, undefined> {
  for (const { sql, first } of parts) {
    for (let after = first; ;) {
      const rows: Row[] = await database.query<Row>(sql, [after, PAGE]);
      for (const { line } of rows) yield line;
      if (rows.length < PAGE) break;
      after = rows.at(-1)!.after;
    }
  }
}
