import { parseDatasetId } from '@tributary/identity';
import { nameKey } from '../name-key';
import type { Queryable } from '../store/database';
import { summaryOf, type DatasetRow } from './dataset-summaries';
import { found, refused, type Found } from './refusal';
import type { ColumnList } from './shown-datasets';
import { containing, literal } from './like-pattern';
import selectByLastParts from './statements/select-datasets-by-last-parts.sql';
import selectByName from './statements/select-datasets-by-name.sql';
import selectNear from './statements/select-datasets-near.sql';

export interface MatchRow extends DatasetRow {
  /** 0: the exact name or alias; 1: full name, but for case; 2: display name or name in its namespace; 3: its last parts. */
  readonly tier: number;
  /** On request: its card, which has more besides. */
  readonly columns: ColumnList | null;
}

const MAX_CANDIDATES = 20;

/**
 * The one dataset that `address` means: `namespace/name`, a name as people say it (`mart.daily_revenue`), or its last parts
 * (`daily_revenue`), in any case. The most exact reading with a match decides; several matches of one reading are refused as ambiguous.
 */
export async function resolveDataset(
  database: Queryable,
  address: string,
  { withColumns = false }: { readonly withColumns?: boolean } = {},
): Promise<Found<MatchRow>> {
  const asked = address.trim();
  if (asked === '' || asked.includes('\0')) return refused('unknown-dataset', address);
  const named = await database.query<MatchRow>(selectByName, [...partsOf(asked), withColumns]);
  // Asked only when needed: finding the ends of names costs many times what finding whole ones does.
  const rows =
    named.length > 0
      ? named
      : await database.query<MatchRow>(selectByLastParts, [asked, `%.${literal(asked)}`, withColumns]);
  const tier = rows[0]?.tier;
  if (tier === undefined) {
    const near = await database.query<DatasetRow>(selectNear, [containing(lastPart(asked))]);
    return refused('unknown-dataset', asked, near.map(idOf));
  }
  const matches = rows.filter((row) => row.tier === tier);
  const sameCase = matches.filter((row) => endsAlike(row, asked));
  const [only, ...others] = sameCase.length > 0 ? sameCase : matches;
  return others.length === 0 && only !== undefined
    ? found(only)
    : refused('ambiguous-dataset', asked, matches.slice(0, MAX_CANDIDATES).map(idOf));
}

/** An address as `datasets_named` takes it: name key, namespace and name, null when it has none, and the whole. */
export function partsOf(
  address: string,
): readonly [key: string | null, namespace: string | null, name: string | null, whole: string] {
  const full = parseDatasetId(address);
  return [full === null ? null : nameKey(full), full?.namespace ?? null, full?.name ?? null, address];
}

const idOf = (row: DatasetRow): string => summaryOf(row).id;
const endsAlike = (row: DatasetRow, asked: string): boolean =>
  row.display_name.endsWith(asked) || row.name === asked || idOf(row) === asked;
const lastPart = (address: string): string => address.split(/[./]/).filter(Boolean).at(-1) ?? address;
