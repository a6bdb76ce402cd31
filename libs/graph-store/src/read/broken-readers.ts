import type { DatasetName, SimulateSqlResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { datasetSummaries } from './dataset-summaries';
import selectReaders from './statements/select-readers.sql';

/** A column that would be gone or otherwise, and the `*` of its dataset. */
export interface LostColumn {
  readonly id: string;
  readonly starId: string | null;
  readonly dataset: DatasetName;
  readonly column: string;
}

interface ReaderRow {
  readonly sql_hash: string | null;
  readonly producer: string;
  readonly statement_kind: string | null;
  readonly job: string | null;
  readonly sql: string | null;
  readonly writes: string[];
  readonly by_star: boolean;
  readonly column_ids: string[];
  readonly last_seen_at: Date;
  readonly executions: number;
}

type Break = SimulateSqlResponse['breaks'][number];

/** The statements that read columns which would be gone: by name they fail, by a star, which takes whatever there is, they may. */
export async function brokenReaders(
  database: Queryable,
  lost: readonly LostColumn[],
  limit: number,
): Promise<{ readonly breaks: Break[]; readonly isCut: boolean }> {
  if (lost.length === 0) return { breaks: [], isCut: false };
  const byId = new Map(lost.map((column) => [column.id, column]));
  const stars = [...new Set(lost.flatMap(({ starId }) => starId ?? []))];
  const rows = await database.query<ReaderRow>(selectReaders, [lost.map(({ id }) => id), stars, limit + 1]);
  const page = rows.slice(0, limit);
  const written = await datasetSummaries(
    database,
    page.flatMap((row) => row.writes),
  );
  const breaks = page.map((row): Break => ({
    verdict: row.by_star ? 'may-fail' : 'fails',
    sqlHash: row.sql_hash,
    sql: row.sql,
    statementKind: row.statement_kind,
    producer: row.producer,
    job: row.job,
    writes: row.writes.flatMap((id) => written.get(id) ?? []),
    lastSeenAt: row.last_seen_at.toISOString(),
    executions: row.executions,
    columns: row.column_ids
      .flatMap((id) => byId.get(id) ?? [])
      .map(({ dataset, column }) => ({ namespace: dataset.namespace, name: dataset.name, column })),
  }));
  return { breaks, isCut: rows.length > page.length };
}
