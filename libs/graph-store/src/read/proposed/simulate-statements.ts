import { edgeKind, type DatasetName, type EdgeKind, type SimulateSqlResponse } from '@tributary/contracts';
import { datasetId as addressOf } from '@tributary/identity';
import { nameKey } from '../../name-key';
import type { Queryable } from '../../store/database';
import { groupBy } from '../group-by';
import { impact } from '../impact';
import selectByKeys from '../jobs/statements/select-datasets-by-name-keys.sql';
import selectColumns from '../statements/select-columns.sql';
import { brokenReaders, type LostColumn } from '../broken-readers';
import { type After, foldStatements } from './fold-statements';
import { mergeImpacts } from './merge-impacts';
import type { ProposedStatement } from './proposed-statement';
import selectEdges from './statements/select-current-edges-into.sql';

/** What running the statements would do to the graph. */
export interface StatementsSimulated extends Pick<
  SimulateSqlResponse,
  'edges' | 'columns' | 'breaks' | 'totals' | 'affected' | 'truncated'
> {
  /** By `nameKey`: the names among those of the statements that the graph knows. */
  readonly known: ReadonlySet<string>;
}

type Added = SimulateSqlResponse['edges']['added'][number];
type Removed = SimulateSqlResponse['edges']['removed'][number];

interface EdgeRow {
  readonly edge_id: string;
  readonly to_dataset_id: string;
  readonly from_dataset_id: string;
  readonly from_namespace: string;
  readonly from_name: string;
  readonly from_column: string;
  readonly to_column: string;
  readonly kinds: EdgeKind[];
  readonly direct: boolean;
  readonly masking: boolean;
}

interface ColumnRow {
  readonly dataset_id: string;
  readonly column_id: string;
  readonly name: string;
}

const MAX_EDGES = 20_000;
/** Beyond so many changed columns of one dataset, what depends on any of its columns is told. */
const MAX_ROOTS = 20;

/** The graph as it is beside the graph as it would be: edges, columns, who breaks, and what depends on what changes. Writes nothing. */
export async function simulateStatements(
  database: Queryable,
  statements: readonly ProposedStatement[],
  { depth, limit }: { readonly depth: number; readonly limit: number },
): Promise<StatementsSimulated> {
  const targets = foldStatements(statements);
  const now = await readNow(database, namesIn(statements, targets));
  const outcomes = targets.map((after) => compareTarget(after, now));

  const lost = outcomes.flatMap((outcome) => outcome.lost);
  const { breaks, isCut } = await brokenReaders(database, lost, limit);
  const impacts = [];
  for (const { target, changed } of outcomes) {
    const columns = changed.length > MAX_ROOTS || changed.includes('*') ? [null] : changed;
    for (const column of changed.length === 0 ? [] : columns) {
      const reached = await impact(database, {
        dataset: addressOf(target),
        column,
        depth,
        limit,
        cursor: null,
      });
      if (reached.ok) impacts.push(reached.value);
    }
  }
  const { totals, affected } = mergeImpacts(impacts);
  return {
    known: new Set(now.idOf.keys()),
    edges: {
      added: outcomes.flatMap((outcome) => outcome.added),
      removed: outcomes.flatMap((outcome) => outcome.removed),
      kept: outcomes.reduce((count, outcome) => count + outcome.kept, 0),
    },
    columns: outcomes.flatMap((outcome) => outcome.columns),
    breaks,
    totals,
    affected: affected.slice(0, limit),
    truncated: isCut || now.isCut || affected.length > limit || impacts.some((reached) => reached.truncated),
  };
}

interface Now {
  readonly idOf: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, readonly ColumnRow[]>;
  readonly edges: ReadonlyMap<string, readonly EdgeRow[]>;
  readonly isCut: boolean;
}

function namesIn(statements: readonly ProposedStatement[], targets: readonly After[]): DatasetName[] {
  return [
    ...statements.flatMap(({ reads, edges }) => [...reads, ...edges.map(({ from }) => from.dataset)]),
    ...targets.flatMap(({ name, origin }) => (origin === null ? [name] : [name, origin])),
  ];
}

async function readNow(database: Queryable, names: readonly DatasetName[]): Promise<Now> {
  const keys = [...new Set(names.map(nameKey))];
  const rows = await database.query<{ name_key: string; dataset_id: string }>(selectByKeys, [keys]);
  const ids = [...new Set(rows.map((row) => row.dataset_id))];
  const edges = await database.query<EdgeRow>(selectEdges, [ids, MAX_EDGES + 1]);
  return {
    idOf: new Map(rows.map((row) => [row.name_key, row.dataset_id])),
    columns: groupBy(await database.query<ColumnRow>(selectColumns, [ids]), (row) => row.dataset_id),
    edges: groupBy(edges.slice(0, MAX_EDGES), (row) => row.to_dataset_id),
    isCut: edges.length > MAX_EDGES,
  };
}

interface Held {
  readonly columns: readonly ColumnRow[];
  readonly edges: readonly EdgeRow[];
}

interface Outcome {
  readonly target: DatasetName;
  readonly added: Added[];
  readonly removed: Removed[];
  readonly kept: number;
  readonly columns: SimulateSqlResponse['columns'];
  readonly lost: LostColumn[];
  /** Columns of now that are gone or are made of something else. */
  readonly changed: string[];
}

function compareTarget(after: After, now: Now): Outcome {
  const { name: target } = after;
  const idOf = (name: DatasetName): string => now.idOf.get(nameKey(name)) ?? nameKey(name);
  const heldBy = (name: DatasetName | null): Held => ({
    columns: name === null ? [] : (now.columns.get(idOf(name)) ?? []),
    edges: name === null ? [] : (now.edges.get(idOf(name)) ?? []),
  });
  const [current, original] = [heldBy(target), heldBy(after.origin)];

  const follow = (column: string): string | null => {
    const moved = after.moved.get(column);
    return moved === undefined ? column : moved;
  };
  const stays = after.gone || after.emptied ? [] : original.edges;
  const then = new Map<string, Added>();
  for (const row of stays) {
    const column = follow(row.to_column);
    if (column !== null)
      then.set(
        edgeKey(row.from_dataset_id, row.from_column, column, row.direct),
        edgeOf(row, target, column),
      );
  }
  for (const { from, to, ...rest } of after.gone ? [] : after.edges) {
    then.set(edgeKey(idOf(from.dataset), from.column, to.column, rest.direct), {
      from: { ...from.dataset, column: from.column },
      to: { ...target, column: to.column },
      direct: rest.direct,
      masking: rest.masking,
      kinds: edgeKind.options.filter((kind) => rest.kinds.includes(kind)),
    });
  }
  const before = new Map(
    current.edges.map((row) => [
      edgeKey(row.from_dataset_id, row.from_column, row.to_column, row.direct),
      row,
    ]),
  );
  const added = [...then].filter(([key]) => !before.has(key)).map(([, edge]) => edge);
  const removed = [...before]
    .filter(([key]) => !then.has(key))
    .map(([, row]) => ({ id: row.edge_id, ...edgeOf(row, target, row.to_column) }));

  const star = current.columns.find(({ name }) => name === '*')?.column_id ?? null;
  const known = current.columns.filter(({ name }) => name !== '*');
  const columnsThen = columnsAfter(after, original.columns);
  const gone = columnsThen === null ? [] : known.filter(({ name }) => !columnsThen.includes(name));
  const fresh = (columnsThen ?? []).filter((name) => !known.some((column) => column.name === name));
  const columnAt = (column: string) => ({ ...target, column });
  const touched = new Set([
    ...gone.map(({ name }) => name),
    ...[...added, ...removed].map(({ to }) => to.column),
  ]);
  return {
    target,
    added,
    removed,
    kept: before.size - removed.length,
    columns: [
      ...fresh.map((column) => ({ ...columnAt(column), change: 'added' as const })),
      ...gone.map(({ name }) => ({ ...columnAt(name), change: 'dropped' as const })),
    ],
    lost: gone.map(({ column_id: id, name }) => ({ id, starId: star, dataset: target, column: name })),
    changed: [...touched].filter((column) => current.columns.some(({ name }) => name === column)),
  };
}

/** The columns that a name would have; null where nobody can tell. */
function columnsAfter(after: After, original: readonly ColumnRow[]): readonly string[] | null {
  if (after.gone) return [];
  if (after.columns !== null) return after.columns;
  if (after.origin === null) return null;
  const moved = original
    .filter(({ name }) => name !== '*')
    .flatMap(({ name }) => {
      const to = after.moved.get(name);
      return to === undefined ? [name] : to === null ? [] : [to];
    });
  return [...moved, ...after.added];
}

const edgeKey = (from: string, fromColumn: string, toColumn: string, direct: boolean): string =>
  JSON.stringify([from, fromColumn, toColumn, direct]);

const edgeOf = (row: EdgeRow, target: DatasetName, column: string): Added => ({
  from: { namespace: row.from_namespace, name: row.from_name, column: row.from_column },
  to: { ...target, column },
  kinds: edgeKind.options.filter((kind) => row.kinds.includes(kind)),
  direct: row.direct,
  masking: row.masking,
});
