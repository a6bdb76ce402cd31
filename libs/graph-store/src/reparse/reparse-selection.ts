import { resolveDataset } from '../read/resolve-dataset';
import selectNames from '../statements/select-names-of-dataset.sql';
import type { Queryable } from '../store/database';

/** Which analyses to make again; what is absent does not matter. All that is there must hold. */
export interface ReparseSelection {
  /** Made by one of these engines. */
  readonly engines?: readonly string[] | undefined;
  /** Made by any other engine than this. */
  readonly notEngine?: string | undefined;
  readonly source?: string | undefined;
  readonly rung?: string | undefined;
  /** A table that the statement reads, writes or asked the schema of, by address. */
  readonly dataset?: string | undefined;
}

/** An address that means no dataset, or several. */
export class UnclearDataset extends Error {
  override readonly name = 'UnclearDataset';
}

/** The selection as the statements' first five parameters. Throws UnclearDataset. */
export async function selectionParameters(
  database: Queryable,
  { engines, notEngine, source, rung, dataset }: ReparseSelection,
): Promise<readonly unknown[]> {
  return [
    engines === undefined ? null : [...engines],
    notEngine ?? null,
    source ?? null,
    rung ?? null,
    dataset === undefined ? null : await namesOf(database, dataset),
  ];
}

/** The keys of every name that the dataset is known under: statements say any of them. */
async function namesOf(database: Queryable, address: string): Promise<readonly string[]> {
  const answer = await resolveDataset(database, address);
  if (!answer.ok) {
    const { code, candidates } = answer.refusal;
    const what = code === 'ambiguous-dataset' ? 'means several datasets' : 'is not known';
    throw new UnclearDataset([`'${address}' ${what}`, ...candidates.map((each) => `  ${each}`)].join('\n'));
  }
  const rows = await database.query<{ name_key: string }>(selectNames, [answer.value.dataset_id]);
  return rows.map((row) => row.name_key);
}
