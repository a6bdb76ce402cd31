import type { ResolveResponse } from '@tributary/contracts';
import { datasetId } from '@tributary/identity';
import type { Queryable } from '../store/database';
import { summaryOf } from './dataset-summaries';
import { found, type Found } from './refusal';
import { resolveDataset } from './resolve-dataset';
import selectAliases from './statements/select-aliases.sql';

const readings = ['exact', 'full-name', 'short-name', 'last-part'] as const;

/** Which dataset `address` means, how it was read, and why the other names of that dataset are the same table. */
export async function resolve(database: Queryable, address: string): Promise<Found<ResolveResponse>> {
  const resolved = await resolveDataset(database, address);
  if (!resolved.ok) return resolved;
  const { dataset_id: id, tier } = resolved.value;
  const aliases = await database.query<ResolveResponse['aliases'][number]>(selectAliases, [id]);
  const dataset = summaryOf(resolved.value);
  const isAlias =
    tier === 0 &&
    dataset.id !== address.trim() &&
    aliases.some((alias) => datasetId(alias) === address.trim());
  return found({ asked: address, reading: isAlias ? 'alias' : readings[tier]!, dataset, aliases });
}
