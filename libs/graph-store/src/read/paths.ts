import type { PathsResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { composeExpression } from './compose-expression';
import { readCursor, writeCursor } from './cursor';
import { edgeDetails } from './edge-details';
import { findPaths } from './find-paths';
import { findRoot } from './find-root';
import { found, refused, type Found } from './refusal';
import selectExpressions from './statements/select-expressions.sql';
import { traverseWithIds, type IdentifiedEdge, type Traversal } from './traverse';

export interface PathsQuestion {
  /** Addresses as `resolveDataset` takes them. */
  readonly from: string;
  readonly fromColumn: string | null;
  readonly to: string;
  readonly toColumn: string | null;
  readonly mode: 'shortest' | 'all';
  readonly depth: number;
  readonly kinds: Traversal['kinds'];
  readonly limit: number;
  readonly cursor: string | null;
}

interface ExpressionRow {
  readonly edge_id: string;
  readonly expression: string | null;
  readonly sql_hash: string | null;
}

const MAX_EDGES = 100_000;
const MAX_PATHS = 10_000;

/** How values get from one column or dataset to another, path by path, with the expression that each path makes of them. */
export async function paths(database: Queryable, question: PathsQuestion): Promise<Found<PathsResponse>> {
  const after = question.cursor === null ? [0] : readCursor(question.cursor, ['number']);
  if (after === null || Number(after[0]) < 0) return refused('invalid-cursor', question.cursor ?? '');
  const skip = Number(after[0]);
  const from = await findRoot(database, { dataset: question.from, column: question.fromColumn });
  if (!from.ok) return from;
  const to = await findRoot(database, { dataset: question.to, column: question.toColumn });
  if (!to.ok) return to;

  const { depth, kinds, mode } = question;
  const walk = await traverseWithIds(database, {
    roots: from.value.roots,
    direction: 'down',
    depth,
    kinds,
    maxEdges: MAX_EDGES,
  });
  const search = findPaths({
    walk,
    from: from.value.roots,
    to: { dataset: Number(to.value.datasetId), columns: new Set(to.value.roots.map(({ column }) => column)) },
    mode,
    depth,
    maxPaths: Math.min(MAX_PATHS, skip + question.limit + 1),
  });
  const page = search.paths.slice(skip, skip + question.limit);
  const isCut = search.paths.length > skip + page.length;

  const ids = [...new Set(page.flat().map(({ id }) => id))];
  const details = await edgeDetails(database, ids);
  const rows = await database.query<ExpressionRow>(selectExpressions, [ids]);
  const expressionOf = new Map(rows.map((row) => [row.edge_id, row]));
  const pathOf = (edges: readonly IdentifiedEdge[]): PathsResponse['paths'][number] => {
    const steps = edges.map(({ id }, index) => ({
      ...details.edges.get(id)!,
      hop: index + 1,
      expression: expressionOf.get(id)?.expression ?? null,
      sqlHash: expressionOf.get(id)?.sql_hash ?? null,
    }));
    const direct = steps.every((step) => step.direct);
    return {
      steps,
      direct,
      masking: steps.some((step) => step.masking),
      // What only decides has no place in the expression of a value.
      expression: direct
        ? composeExpression(steps.map((step) => ({ column: step.from.column, expression: step.expression })))
        : null,
    };
  };
  return found({
    from: { dataset: from.value.dataset, column: from.value.column },
    to: { dataset: to.value.dataset, column: to.value.column },
    paths: page.map(pathOf),
    truncated: isCut || !search.complete,
    cursor: isCut ? writeCursor([skip + page.length]) : null,
  });
}
