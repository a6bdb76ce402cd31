import type { ImpactGroupsResponse, ImpactResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { type CursorKey, readCursor, writeCursor } from './cursor';
import { groupBy } from './group-by';
import { impact, type ImpactQuestion } from './impact';
import { found, refused, type Found } from './refusal';

export interface ImpactGroupsQuestion extends ImpactQuestion {
  readonly groupedBy: ImpactGroupsResponse['groupedBy'];
}

type Affected = ImpactResponse['affected'][number];
type Group = ImpactGroupsResponse['groups'][number];

/** A dataset in one of its groups, with the place that this gives it. */
interface Entry {
  readonly group: string;
  readonly affected: Affected;
  readonly key: CursorKey;
}

/** More cannot be told of one by one; `truncated` says so. */
const MOST_DATASETS = 20_000;

/** What a change reaches, in groups: first the nearest, the most read, and by name whom to tell. */
export async function impactGroups(
  database: Queryable,
  { groupedBy, limit, cursor, ...question }: ImpactGroupsQuestion,
): Promise<Found<ImpactGroupsResponse>> {
  const after =
    cursor === null ? null : readCursor(cursor, ['number', 'string', 'number', 'string', 'string']);
  if (cursor !== null && after === null) return refused('invalid-cursor', cursor);
  const reached = await impact(database, { ...question, limit: MOST_DATASETS, cursor: null });
  if (!reached.ok) return reached;

  const { root, totals, affected, truncated } = reached.value;
  const entries = affected
    .flatMap((each) => entriesOf(each, groupedBy))
    .sort((a, b) => compareKeys(a.key, b.key));
  const rest = after === null ? entries : entries.filter(({ key }) => compareKeys(key, after) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const isCut = rest.length > page.length;
  const whole = groupBy(entries, ({ group }) => group);
  return found({
    root,
    totals,
    groupedBy,
    groups: [...groupBy(page, ({ group }) => group)].map(([key, of]) => ({
      key,
      totals: totalsOf(whole.get(key)!),
      affected: of.map((entry) => entry.affected),
    })),
    truncated: isCut || truncated,
    cursor: isCut && last !== undefined ? writeCursor(last.key) : null,
  });
}

const usages = ['daily', 'weekly', 'rarely', 'never'] as const;

/** Reads in the last 30 days of a dataset's history: about one a day, one a week, any, none. */
function usageOf(recentReads: number): (typeof usages)[number] {
  if (recentReads >= 30) return 'daily';
  if (recentReads >= 4) return 'weekly';
  return recentReads > 0 ? 'rarely' : 'never';
}

function entriesOf(affected: Affected, groupedBy: ImpactGroupsQuestion['groupedBy']): Entry[] {
  const { hop, dataset, owners, recentReads } = affected;
  const usage = usageOf(recentReads);
  const places: [rank: number, group: string][] = {
    hop: [[hop, String(hop)] as [number, string]],
    // Whom nobody answers for comes last.
    owner:
      owners.length === 0
        ? [[1, ''] as [number, string]]
        : owners.map((owner): [number, string] => [0, owner]),
    usage: [[usages.indexOf(usage), usage] as [number, string]],
  }[groupedBy];
  return places.map(([rank, group]) => ({
    group,
    affected,
    key: [rank, group, hop, dataset.displayName, dataset.id],
  }));
}

const totalsOf = (entries: readonly Entry[]): Group['totals'] => ({
  datasets: entries.length,
  columns: entries.reduce(
    (count, { affected }) => count + affected.columns.filter(({ column }) => column !== '*').length,
    0,
  ),
  nearestHop: entries.reduce((least, { affected }) => Math.min(least, affected.hop), Number.MAX_SAFE_INTEGER),
  recentReads: entries.reduce((sum, { affected }) => sum + affected.recentReads, 0),
});

function compareKeys(a: CursorKey, b: CursorKey): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]!;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
