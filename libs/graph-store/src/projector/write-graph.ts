import type { DatasetName } from '@tributary/contracts';
import { displayName } from '@tributary/identity';
import type { GroupGraph } from '../projection/project-group';
import deleteAliases from '../statements/delete-aliases.sql';
import deleteEdgeEvidence from '../statements/delete-edge-evidence.sql';
import deleteEdgeIntervals from '../statements/delete-edge-intervals.sql';
import deleteEdges from '../statements/delete-edges.sql';
import deleteUsageDays from '../statements/delete-usage-days.sql';
import deleteWriters from '../statements/delete-writers.sql';
import selectEdgeHashes from '../statements/select-edge-hashes.sql';
import selectEvidenceHashes from '../statements/select-evidence-hashes.sql';
import storeAliases from '../statements/store-aliases.sql';
import storeColumns from '../statements/store-columns.sql';
import storeDatasets from '../statements/store-datasets.sql';
import storeEdgeColumns from '../statements/store-edge-columns.sql';
import storeEdgeDatasets from '../statements/store-edge-datasets.sql';
import storeEdgeEvidence from '../statements/store-edge-evidence.sql';
import storeEdgeIntervals from '../statements/store-edge-intervals.sql';
import storeEdges from '../statements/store-edges.sql';
import storeUsageDays from '../statements/store-usage-days.sql';
import storeWriters from '../statements/store-writers.sql';
import undeclareColumns from '../statements/undeclare-columns.sql';
import { graphRows, type GraphRows } from './graph-rows';
import type { Observed } from './observed';
import { storeRows } from './store-rows';

/** What may be left without anything that shows it, to be cleared away once every group is written. */
export interface Leftovers {
  /** Names that show no dataset of their own. */
  readonly names: Set<string>;
  /** Ids of columns that an edge came from. */
  readonly columns: Set<string>;
}

/**
 * Makes the projection tables hold what `graphs` say of the names `keys`, and nothing else of them: datasets, edges into them, evidence,
 * aliases, writers and usage. Rows that stay as they are are not touched.
 */
export async function writeGraph(
  observed: Observed,
  keys: readonly string[],
  graphs: readonly GroupGraph[],
  left: Leftovers,
): Promise<void> {
  const { transaction } = observed;
  const rows = graphRows(graphs);
  const shown = new Set(rows.datasets.map((row) => row.name_key));
  for (const key of keys) if (!shown.has(key)) left.names.add(key);

  await storeRows(transaction, storeDatasets, rows.datasets);
  await transaction.query(undeclareColumns, [
    keys,
    rows.columns.map((row) => row.name_key),
    rows.columns.map((row) => row.name),
  ]);
  await storeRows(transaction, storeColumns, rows.columns);
  await writeEdges(observed, keys, rows, left);
  await writeAliases(observed, keys, rows);
  await writeUse(observed, keys, rows);
}

async function writeEdges(
  observed: Observed,
  keys: readonly string[],
  rows: GraphRows,
  left: Leftovers,
): Promise<void> {
  const { transaction } = observed;
  const stored = await transaction.query<StoredEdge>(selectEdgeHashes, [keys]);
  const wanted = new Set(rows.edges.map((row) => row.edge_id));
  const gone = stored.filter((edge) => !wanted.has(edge.edge_id));
  for (const { from_column_id } of gone) left.columns.add(from_column_id);
  if (gone.length > 0) await transaction.query(deleteEdges, [gone.map((edge) => edge.edge_id)]);

  const hashes = new Map(stored.map((edge) => [edge.edge_id, edge.row_hash]));
  const changed = rows.edges.filter((row) => hashes.get(row.edge_id) !== row.row_hash);
  const ends = await endsOf(observed, changed);
  await storeRows(transaction, storeEdgeDatasets, ends.datasets);
  await storeRows(transaction, storeEdgeColumns, ends.columns);
  await storeRows(transaction, storeEdges, changed);
  await transaction.query(deleteEdgeIntervals, [
    keys,
    rows.intervals.map((row) => row.edge_id),
    rows.intervals.map((row) => row.valid_from),
    rows.intervals.map((row) => row.valid_to),
  ]);
  await storeRows(transaction, storeEdgeIntervals, rows.intervals);
  await writeEvidence(observed, keys, rows);
}

interface StoredEdge {
  readonly edge_id: string;
  readonly row_hash: string | null;
  readonly from_column_id: string;
}

async function writeEvidence(
  { transaction }: Observed,
  keys: readonly string[],
  { evidence }: GraphRows,
): Promise<void> {
  const stored = await transaction.query<{ edge_id: string; evidence_key: string; row_hash: string | null }>(
    selectEvidenceHashes,
    [keys],
  );
  const idOf = (row: { edge_id: string; evidence_key: string }): string => row.edge_id + row.evidence_key;
  const wanted = new Set(evidence.map(idOf));
  const gone = stored.filter((row) => !wanted.has(idOf(row)));
  if (gone.length > 0) {
    await transaction.query(deleteEdgeEvidence, [
      gone.map((row) => row.edge_id),
      gone.map((row) => row.evidence_key),
    ]);
  }
  const hashes = new Map(stored.map((row) => [idOf(row), row.row_hash]));
  await storeRows(
    transaction,
    storeEdgeEvidence,
    evidence.filter((row) => hashes.get(idOf(row)) !== row.row_hash),
  );
}

/** The datasets and columns that edges join, each once. */
async function endsOf(
  observed: Observed,
  edges: GraphRows['edges'],
): Promise<{ readonly datasets: object[]; readonly columns: object[] }> {
  const columns = new Map<string, { name_key: string; name: string }>();
  for (const { from_key, from_column, to_key, to_column } of edges) {
    columns.set(`${from_key} ${from_column}`, { name_key: from_key, name: from_column });
    columns.set(`${to_key} ${to_column}`, { name_key: to_key, name: to_column });
  }
  const names = await observed.names([...columns.values()].map((column) => column.name_key));
  const datasets = [...names].map(([name_key, { namespace, name }]: [string, DatasetName]) => ({
    name_key,
    namespace,
    name,
    display_name: displayName({ namespace, name }),
  }));
  return { datasets, columns: [...columns.values()] };
}

async function writeAliases(
  { transaction }: Observed,
  keys: readonly string[],
  { aliases }: GraphRows,
): Promise<void> {
  await transaction.query(deleteAliases, [
    keys,
    aliases.map((row) => row.name_key),
    aliases.map((row) => row.dataset_key),
    aliases.map((row) => row.reason),
  ]);
  await storeRows(transaction, storeAliases, aliases);
}

async function writeUse(
  { transaction }: Observed,
  keys: readonly string[],
  { writers, usage }: GraphRows,
): Promise<void> {
  await transaction.query(deleteWriters, [
    keys,
    writers.map((row) => row.dataset_key),
    writers.map((row) => row.writer_key),
  ]);
  await storeRows(transaction, storeWriters, writers);
  await transaction.query(deleteUsageDays, [
    keys,
    usage.map((row) => row.dataset_key),
    usage.map((row) => row.day),
  ]);
  await storeRows(transaction, storeUsageDays, usage);
}
