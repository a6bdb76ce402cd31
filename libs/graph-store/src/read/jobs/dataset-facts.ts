import type { DatasetName } from '@tributary/contracts';
import type { Queryable } from '../../store/database';
import { groupBy } from '../group-by';
import selectColumns from '../statements/select-columns.sql';
import { instantText } from './instant-text';
import selectFacts from './statements/select-dataset-facts.sql';

/** What is told of a dataset beside jobs. */
export interface DatasetFacts extends DatasetName {
  readonly id: string;
  readonly displayName: string;
  readonly kind: string;
  readonly description: string | null;
  readonly owners: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string | null }[];
  readonly firstSeenAt: string | null;
  readonly lastWrittenAt: string | null;
}

interface FactsRow {
  readonly dataset_id: string;
  readonly namespace: string;
  readonly name: string;
  readonly display_name: string;
  readonly kind: string;
  readonly description: string | null;
  readonly owners: string[];
  readonly first_seen_at: Date | null;
  readonly last_written_at: Date | null;
}

/** What is known of the datasets of the given ids, by name. */
export async function datasetFacts(database: Queryable, ids: readonly string[]): Promise<DatasetFacts[]> {
  if (ids.length === 0) return [];
  const rows = await database.query<FactsRow>(selectFacts, [ids]);
  const columns = groupBy(
    await database.query<{ dataset_id: string; name: string; type: string | null }>(selectColumns, [ids]),
    (column) => column.dataset_id,
  );
  return rows.map((row) => ({
    id: row.dataset_id,
    namespace: row.namespace,
    name: row.name,
    displayName: row.display_name,
    kind: row.kind,
    description: row.description,
    owners: row.owners,
    columns: (columns.get(row.dataset_id) ?? [])
      .filter(({ name }) => name !== '*')
      .map(({ name, type }) => ({ name, type })),
    firstSeenAt: instantText(row.first_seen_at),
    lastWrittenAt: instantText(row.last_written_at),
  }));
}
