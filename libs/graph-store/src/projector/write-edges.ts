import { displayName } from '@tributary/identity';
import type { ColumnAddress } from '../projection/statement-edges';
import deleteEdgeIntervals from '../statements/delete-edge-intervals.sql';
import deleteEdges from '../statements/delete-edges.sql';
import selectColumnIds from '../statements/select-column-ids.sql';
import selectEdgeHashes from '../statements/select-edge-hashes.sql';
import storeEdgeColumns from '../statements/store-edge-columns.sql';
import storeEdgeDatasets from '../statements/store-edge-datasets.sql';
import storeEdgeIntervals from '../statements/store-edge-intervals.sql';
import storeEdges from '../statements/store-edges.sql';
import type { Queryable } from '../store/database';
import { arrayLiteral } from './array-literal';
import type { GraphRows } from './graph-rows';
import { inParts } from './in-parts';
import type { Observed } from './observed';
import { storeRows } from './store-rows';

type EdgeRow = GraphRows['edges'][number];

interface StoredEdge {
  readonly edge_id: string;
  readonly row_hash: string | null;
  readonly from_column_id: string;
}

interface ColumnIds {
  readonly column_id: string;
  readonly dataset_id: string;
}

/**
 * Makes the edges into the names `keys` what `rows` say; what stays as it is is not touched. Adds to `left` the ids of columns that edges
 * taken away came from; tells whether there were any edges before.
 */
export async function writeEdges(
  observed: Observed,
  keys: readonly string[],
  { edges, intervals }: GraphRows,
  left: Set<string>,
): Promise<{ readonly hadEdges: boolean }> {
  const { transaction } = observed;
  const stored = await transaction.query<StoredEdge>(selectEdgeHashes, [keys]);
  const hashes = new Map(stored.map((edge) => [edge.edge_id, edge.row_hash]));
  const changed = edges.filter((row) => hashes.get(row.id) !== row.hash);
  if (stored.length > 0) {
    const wanted = new Set(edges.map((row) => row.id));
    const gone = stored.filter((edge) => !wanted.has(edge.edge_id));
    for (const { from_column_id } of gone) left.add(from_column_id);
    if (gone.length > 0) await transaction.query(deleteEdges, [gone.map((edge) => edge.edge_id)]);
  }
  await storeEdgeRows(observed, changed);
  await transaction.query(deleteEdgeIntervals, [
    keys,
    intervals.map((row) => row.edge_id),
    intervals.map((row) => row.valid_from),
    intervals.map((row) => row.valid_to),
  ]);
  await storeRows(transaction, storeEdgeIntervals, intervals);
  return { hadEdges: stored.length > 0 };
}

async function storeEdgeRows(observed: Observed, edges: readonly EdgeRow[]): Promise<void> {
  if (edges.length === 0) return;
  const ids = await columnIds(
    observed,
    edges.flatMap(({ from, to }) => [from, to]),
  );
  for (const part of inParts(edges)) {
    const from = part.map((row) => idsOf(row.from, ids));
    const to = part.map((row) => idsOf(row.to, ids));
    await observed.transaction.query(storeEdges, [
      arrayLiteral(part.map((row) => row.id)),
      arrayLiteral(from.map((column) => column.column_id)),
      arrayLiteral(to.map((column) => column.column_id)),
      arrayLiteral(from.map((column) => column.dataset_id)),
      arrayLiteral(to.map((column) => column.dataset_id)),
      arrayLiteral(part.map((row) => row.direct)),
      arrayLiteral(part.map((row) => row.kinds.join(' '))),
      arrayLiteral(part.map((row) => row.masking)),
      arrayLiteral(part.map((row) => row.validFrom)),
      arrayLiteral(part.map((row) => row.validTo)),
      arrayLiteral(part.map((row) => row.hash)),
    ]);
  }
}

const idOf = ({ key, column }: ColumnAddress): string => `${key} ${column}`;

function idsOf(address: ColumnAddress, ids: ReadonlyMap<string, ColumnIds>): ColumnIds {
  const found = ids.get(idOf(address));
  if (found === undefined) {
    throw new Error(
      `an edge joins column ${address.column} of ${address.key}, a name that was never observed`,
    );
  }
  return found;
}

/** The ids of the columns that edges join, by `idOf`; those not there yet are made, with their datasets. */
async function columnIds(
  observed: Observed,
  addresses: readonly ColumnAddress[],
): Promise<Map<string, ColumnIds>> {
  const columns = new Map(addresses.map((address) => [idOf(address), address]));
  const found = await storedIds(observed.transaction, [...columns.values()]);
  const missing = [...columns].filter(([id]) => !found.has(id)).map(([, address]) => address);
  if (missing.length === 0) return found;

  const names = await observed.names(missing.map(({ key }) => key));
  await storeRows(
    observed.transaction,
    storeEdgeDatasets,
    [...names].map(([name_key, { namespace, name }]) => ({
      name_key,
      namespace,
      name,
      display_name: displayName({ namespace, name }),
    })),
  );
  await storeRows(
    observed.transaction,
    storeEdgeColumns,
    missing.map(({ key, column }) => ({ name_key: key, name: column })),
  );
  for (const [id, ids] of await storedIds(observed.transaction, missing)) found.set(id, ids);
  return found;
}

async function storedIds(
  transaction: Queryable,
  columns: readonly ColumnAddress[],
): Promise<Map<string, ColumnIds>> {
  const found = new Map<string, ColumnIds>();
  for (const part of inParts(columns)) {
    const rows = await transaction.query<ColumnIds & { ordinal: number }>(selectColumnIds, [
      arrayLiteral(part.map(({ key }) => key)),
      arrayLiteral(part.map(({ column }) => column)),
    ]);
    for (const { ordinal, ...ids } of rows) found.set(idOf(part[ordinal - 1]!), ids);
  }
  return found;
}
