import type { DatasetName } from '@tributary/contracts';
import { nameKey } from '../../name-key';
import type { Queryable } from '../../store/database';
import { resolveDataset } from '../resolve-dataset';
import selectByKeys from './statements/select-datasets-by-name-keys.sql';

/** The dataset that the first of some names means which means any: exactly, or under another name of it, or else in any case. */
export async function findDataset(
  database: Queryable,
  names: readonly DatasetName[],
): Promise<{ readonly id: string; readonly name: DatasetName } | null> {
  const keys = names.map(nameKey);
  const rows = await database.query<{ name_key: string; dataset_id: string }>(selectByKeys, [keys]);
  const idOf = new Map(rows.map((row) => [row.name_key, row.dataset_id]));
  for (const [index, name] of names.entries()) {
    const id = idOf.get(keys[index]!);
    if (id !== undefined) return { id, name };
  }
  for (const name of names) {
    const resolved = await resolveDataset(database, `${name.namespace}/${name.name}`);
    const same = resolved.ok && resolved.value.namespace.toLowerCase() === name.namespace.toLowerCase();
    if (resolved.ok && (same || resolved.value.tier < 2)) return { id: resolved.value.dataset_id, name };
  }
  return null;
}
