import deleteAliases from '../statements/delete-aliases.sql';
import deleteUsageDays from '../statements/delete-usage-days.sql';
import deleteWriters from '../statements/delete-writers.sql';
import storeAliases from '../statements/store-aliases.sql';
import storeColumns from '../statements/store-columns.sql';
import storeDatasets from '../statements/store-datasets.sql';
import storeUsageDays from '../statements/store-usage-days.sql';
import storeWriters from '../statements/store-writers.sql';
import undeclareColumns from '../statements/undeclare-columns.sql';
import type { GraphRows } from './graph-rows';
import type { Observed } from './observed';
import { storeRows } from './store-rows';
import { writeEdges } from './write-edges';
import { writeEvidence } from './write-evidence';

/** What is for those to know who go on once every group is written. */
export interface Aftermath {
  readonly left: Leftovers;
  /** Hashes of texts that came to write a dataset: who writes what lists their jobs at once, with all of their runs. */
  readonly newTexts: Set<string>;
}

/** What may be left without anything that shows it, to be cleared away. */
export interface Leftovers {
  /** Names that show no dataset of their own. */
  readonly names: Set<string>;
  /** Ids of columns that an edge came from. */
  readonly columns: Set<string>;
}

/**
 * Makes the projection tables hold what `rows` say of the names `keys`, and nothing else of them: datasets, edges into them, evidence,
 * aliases, writers and usage. Rows that stay as they are are not touched.
 */
export async function writeGraph(
  observed: Observed,
  keys: readonly string[],
  rows: GraphRows,
  { left, newTexts }: Aftermath,
): Promise<void> {
  const { transaction } = observed;
  const shown = new Set(rows.datasets.map((row) => row.name_key));
  for (const key of keys) if (!shown.has(key)) left.names.add(key);

  await storeRows(transaction, storeDatasets, rows.datasets);
  await transaction.query(undeclareColumns, [
    keys,
    rows.columns.map((row) => row.name_key),
    rows.columns.map((row) => row.name),
  ]);
  await storeRows(transaction, storeColumns, rows.columns);
  const { hadEdges } = await writeEdges(observed, keys, rows, left.columns);
  await writeEvidence(observed, hadEdges ? keys : [], rows);
  await writeAliases(observed, keys, rows);
  await writeUse(observed, keys, rows, newTexts);
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
  newTexts: Set<string>,
): Promise<void> {
  await transaction.query(deleteWriters, [
    keys,
    writers.map((row) => row.dataset_key),
    writers.map((row) => row.writer_key),
  ]);
  const stored = await storeRows<{ new_text: string }>(transaction, storeWriters, writers);
  for (const { new_text } of stored) newTexts.add(new_text);
  await transaction.query(deleteUsageDays, [
    keys,
    usage.map((row) => row.dataset_key),
    usage.map((row) => row.day),
  ]);
  await storeRows(transaction, storeUsageDays, usage);
}
