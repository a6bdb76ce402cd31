import type { ObservationRows, ObservationTable } from './observation-rows';

const tables: readonly ObservationTable[] = [
  'dataset_name',
  'source',
  'statement_text',
  'analysis',
  'analysis_dataset',
  'name_link',
  'execution',
  'statement_tables',
  'catalog_content',
  'catalog_snapshot',
  'alias_evidence',
  'catalog_fact',
  'openlineage_event',
  'openlineage_event_dataset',
  'raw_event',
  'collection_run',
];

/** The rows of all parts, table by table. */
export function mergeRows(parts: readonly Partial<ObservationRows>[]): ObservationRows {
  return Object.fromEntries(
    tables.map((table) => [table, parts.flatMap((part): object[] => [...(part[table] ?? [])])]),
  ) as unknown as ObservationRows;
}
