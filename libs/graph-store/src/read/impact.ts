import { edgeKind, type EdgeKind, type ImpactResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { type DatasetRow, summaryOf } from './dataset-summaries';
import { findRoot } from './find-root';
import { groupBy } from './group-by';
import { found, refused, type Found } from './refusal';
import selectAffected from './statements/select-affected-datasets.sql';
import selectArrivals from './statements/select-arrivals.sql';
import { traverse } from './traverse';

export interface ImpactQuestion {
  /** An address as `resolveDataset` takes it. */
  readonly dataset: string;
  readonly column: string | null;
  /** An ISO-8601 instant of the warehouse's time; left out or null: now. */
  readonly asOf?: string | null;
  readonly depth: number;
  /** Datasets of one page. */
  readonly limit: number;
  readonly cursor: string | null;
}

interface ArrivalRow {
  readonly dataset_id: string;
  readonly column_id: string;
  readonly name: string;
  readonly kinds: string[];
}

interface AffectedRow extends DatasetRow {
  readonly owners: string[];
  readonly recent_reads: number;
}

type Affected = ImpactResponse['affected'][number];
type AffectedColumn = Affected['columns'][number];

const MAX_EDGES = 100_000;

/**
 * Everything that a change reaches, nearest first. A dataset that is influenced as a whole lists `*`, and beside it the columns that
 * something reaches on its own; `totals.columns` counts every column so reached.
 */
export async function impact(database: Queryable, question: ImpactQuestion): Promise<Found<ImpactResponse>> {
  const after = question.cursor === null ? null : readCursor(question.cursor, ['number', 'string', 'string']);
  if (question.cursor !== null && after === null) return refused('invalid-cursor', question.cursor);
  const rootFound = await findRoot(database, question);
  if (!rootFound.ok) return rootFound;
  const { roots, dataset, column } = rootFound.value;

  const asked = {
    roots,
    direction: 'down',
    depth: question.depth,
    asOf: question.asOf ?? null,
    maxEdges: MAX_EDGES,
  } as const;
  const all = await traverse(database, { ...asked, kinds: 'all' });
  const flows = await traverse(database, { ...asked, kinds: 'direct' });
  const edgeIds = all.edges.map(({ id }) => id);
  const arrivals = await database.query<ArrivalRow>(selectArrivals, [edgeIds]);
  const fromRoot = new Set(roots.map((root) => root.column));
  const arrived = groupBy(
    arrivals.filter((row) => !fromRoot.has(row.column_id)),
    (row) => row.dataset_id,
  );
  const datasets = await database.query<AffectedRow>(selectAffected, [[...arrived.keys()]]);

  const affected = datasets
    .map((row): Affected => {
      const columns = (arrived.get(row.dataset_id) ?? [])
        .map((arrival): AffectedColumn => ({
          column: arrival.name,
          hop: all.hops.get(arrival.column_id)!,
          direct: flows.hops.has(arrival.column_id),
          kinds: inOrder(arrival.kinds),
        }))
        .sort((a, b) => a.hop - b.hop || compare(a.column, b.column));
      return {
        dataset: summaryOf(row),
        hop: columns[0]!.hop,
        columns,
        owners: row.owners,
        recentReads: row.recent_reads,
      };
    })
    .sort((a, b) => comparePlace(a, placeOf(b)));

  const rest = after === null ? affected : affected.filter((each) => comparePlace(each, after) > 0);
  const page = rest.slice(0, question.limit);
  const last = page.at(-1);
  const isCut = rest.length > page.length;
  return found({
    root: { dataset, column },
    totals: {
      datasets: affected.length,
      columns: [...all.hops.keys()].filter((id) => !fromRoot.has(id) && !all.stars.has(id)).length,
      maxHop: Math.max(0, ...affected.flatMap((each) => each.columns.map(({ hop }) => hop))),
    },
    affected: page,
    truncated: isCut || !all.complete,
    cursor: isCut && last !== undefined ? writeCursor(placeOf(last)) : null,
  });
}

const placeOf = ({ hop, dataset }: Affected): [number, string, string] => [
  hop,
  dataset.displayName,
  dataset.id,
];

function comparePlace(a: Affected, [hop, displayName, id]: readonly (string | number)[]): number {
  return (
    a.hop - Number(hop) ||
    compare(a.dataset.displayName, String(displayName)) ||
    compare(a.dataset.id, String(id))
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (kinds: readonly string[]): EdgeKind[] =>
  edgeKind.options.filter((kind) => kinds.includes(kind));
