import { source, type Source } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import selectSources from './jobs/statements/select-sources.sql';

/** The warehouses that statements came from. */
export async function sources(database: Queryable): Promise<Source[]> {
  const rows = await database.query<{ source_id: string; kind: string; namespace: string }>(selectSources);
  return rows.map((row) => source.parse({ id: row.source_id, kind: row.kind, namespace: row.namespace }));
}
