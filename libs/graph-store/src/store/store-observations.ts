import type { LineageQueueMessage } from '@tributary/contracts';
import { mergeRows } from '../observe/merge-rows';
import type { ObservationTable } from '../observe/observation-rows';
import { rowsOfMessage } from '../observe/rows-of-message';
import type { Queryable } from './database';
import { withoutKnownAnalyses } from './without-known-analyses';
import storeAliasEvidence from '../statements/store-alias-evidence.sql';
import storeAnalysis from '../statements/store-analysis.sql';
import storeAnalysisDataset from '../statements/store-analysis-dataset.sql';
import storeCatalogContent from '../statements/store-catalog-content.sql';
import storeCatalogFact from '../statements/store-catalog-fact.sql';
import storeCatalogSnapshot from '../statements/store-catalog-snapshot.sql';
import storeCollectionRun from '../statements/store-collection-run.sql';
import storeDatasetName from '../statements/store-dataset-name.sql';
import storeExecution from '../statements/store-execution.sql';
import storeNameLink from '../statements/store-name-link.sql';
import storeOpenLineageEvent from '../statements/store-openlineage-event.sql';
import storeOpenLineageEventDataset from '../statements/store-openlineage-event-dataset.sql';
import storeRawEvent from '../statements/store-raw-event.sql';
import storeSource from '../statements/store-source.sql';
import storeStatementTables from '../statements/store-statement-tables.sql';
import storeStatementText from '../statements/store-statement-text.sql';

// Parents before children; every writer goes through the tables in this order and through a table by its key, so that no two deadlock.
const steps: readonly { table: ObservationTable; key: readonly string[]; sql: string }[] = [
  { table: 'source', key: ['source_id'], sql: storeSource },
  { table: 'dataset_name', key: ['name_key'], sql: storeDatasetName },
  { table: 'statement_text', key: ['sql_hash'], sql: storeStatementText },
  { table: 'analysis', key: ['analysis_key'], sql: storeAnalysis },
  { table: 'analysis_dataset', key: ['analysis_key', 'name_key'], sql: storeAnalysisDataset },
  { table: 'name_link', key: ['name_key', 'other_key'], sql: storeNameLink },
  { table: 'execution', key: ['source_id', 'execution_id'], sql: storeExecution },
  {
    table: 'statement_tables',
    key: ['source_id', 'sql_hash', 'context_key', 'tables_hash'],
    sql: storeStatementTables,
  },
  { table: 'catalog_content', key: ['content_hash'], sql: storeCatalogContent },
  { table: 'catalog_snapshot', key: ['name_key', 'observed_at', 'content_hash'], sql: storeCatalogSnapshot },
  { table: 'alias_evidence', key: ['evidence_key'], sql: storeAliasEvidence },
  { table: 'catalog_fact', key: ['fact_key'], sql: storeCatalogFact },
  { table: 'openlineage_event', key: ['content_hash'], sql: storeOpenLineageEvent },
  {
    table: 'openlineage_event_dataset',
    key: ['content_hash', 'name_key', 'role'],
    sql: storeOpenLineageEventDataset,
  },
  { table: 'raw_event', key: ['event_at', 'content_hash'], sql: storeRawEvent },
  { table: 'collection_run', key: ['run_id'], sql: storeCollectionRun },
];

/** Adds what the messages say to the set of observations, inside the caller's transaction, and marks what it touches. */
export async function storeObservations(
  transaction: Queryable,
  messages: readonly LineageQueueMessage[],
): Promise<void> {
  const rows = await withoutKnownAnalyses(transaction, mergeRows(messages.map(rowsOfMessage)));
  for (const { table, key, sql } of steps) {
    for (const wave of waves(rows[table] as readonly object[], key)) {
      await transaction.query(sql, [`[${wave.join(',')}]`]);
    }
  }
}

/** Rows as JSON texts, split so that no wave holds a key twice: one upsert cannot touch a row twice, and each reading must meet the one before. */
function waves(rows: readonly object[], key: readonly string[]): string[][] {
  const found: string[][] = [];
  const seen = new Map<string, Set<string>>();
  for (const row of rows) {
    const id = JSON.stringify(key.map((column) => (row as Record<string, unknown>)[column]));
    const contents = seen.get(id) ?? new Set<string>();
    const content = JSON.stringify(row);
    if (contents.has(content)) continue;
    const wave = contents.size;
    seen.set(id, contents.add(content));
    (found[wave] ??= []).push(content);
  }
  return found;
}
