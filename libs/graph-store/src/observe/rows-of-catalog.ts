import type { CatalogObserved, CatalogTable } from '@tributary/contracts';
import { nameKey } from '../name-key';
import { aliasRows, locationName, nameRow } from './alias-rows';
import { contentHash } from './content-hash';
import { toInstant } from './instant';
import type { CatalogFactRow, ObservationRows } from './observation-rows';
import { mergeRows } from './merge-rows';

/** A catalog snapshot as rows: content once, sightings by time, and what it says about names that are one table. */
export function rowsOfCatalog(message: CatalogObserved): Partial<ObservationRows> {
  const { source } = message;
  const observedAt = toInstant(message.observedAt);
  const fact = (kind: string, body: unknown): CatalogFactRow => ({
    fact_key: contentHash([kind, source.id, observedAt, body]),
    kind,
    source_id: source.id,
    observed_at: observedAt,
    body,
  });
  return mergeRows([
    { source: [{ source_id: source.id, kind: source.kind, namespace: source.namespace }] },
    ...message.tables.map((table) => rowsOfTable(table, source.id, observedAt)),
    {
      catalog_fact: [
        ...message.externalSchemas.map((each) => fact('external-schema', each)),
        ...message.datashares.map((each) => fact('datashare', each)),
        ...message.searchPaths.map((each) => fact('search-path', each)),
      ],
    },
  ]);
}

function rowsOfTable(table: CatalogTable, sourceId: string, observedAt: string): Partial<ObservationRows> {
  const { dataset, ...content } = table;
  const hash = contentHash(content);
  const path = table.location === null ? null : locationName(table.location);
  return mergeRows([
    {
      dataset_name: [nameRow(dataset)],
      catalog_content: [{ content_hash: hash, body: content }],
      catalog_snapshot: [
        { name_key: nameKey(dataset), observed_at: observedAt, content_hash: hash, source_id: sourceId },
      ],
    },
    table.linkTo === null ? {} : aliasRows('resource-link', dataset, table.linkTo, observedAt),
    path === null ? {} : aliasRows('location', dataset, path, observedAt),
  ]);
}
