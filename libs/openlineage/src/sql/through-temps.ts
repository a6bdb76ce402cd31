import { type EdgeKind, type EventEdge, isDirect } from '@tributary/contracts';
import { mergeEdges } from '../observe/merge-edges';
import { keyOf } from '../observe/naming';

/** What the statements of one event did, in order. */
export interface Hop {
  readonly edges: readonly EventEdge[];
  /** Temporary tables that it emptied, made anew or dropped, by `keyOf`. */
  readonly emptied: readonly string[];
}

/**
 * The edges between permanent tables: what reads a temporary one reads what went into it instead.
 * `create temp table t as select a from x; insert into y select a from t` → y.a < x.a. Of a temporary table that the event does not fill nothing is known.
 */
export function throughTemps(
  hops: readonly Hop[],
  isTemp: (dataset: EventEdge['input']) => boolean,
): EventEdge[] {
  const filled = new Map<string, readonly EventEdge[]>();
  const permanent: EventEdge[] = [];
  for (const { edges, emptied } of hops) {
    const expanded = edges.flatMap((edge) =>
      isTemp(edge.input) ? expand(edge, filled.get(keyOf(edge.input)) ?? []) : [edge],
    );
    for (const key of emptied) filled.delete(key);
    for (const edge of mergeEdges(expanded)) {
      const key = keyOf(edge.output);
      if (isTemp(edge.output)) filled.set(key, [...(filled.get(key) ?? []), edge]);
      else permanent.push(edge);
    }
  }
  return permanent;
}

/** What flowed into the column that is read, and what decided about the rows of its table. */
function expand(edge: EventEdge, contents: readonly EventEdge[]): EventEdge[] {
  return contents.flatMap((inner) => {
    if (inner.outputColumn === null) return [{ ...inner, output: edge.output }];
    if (edge.inputColumn !== null && edge.inputColumn !== inner.outputColumn) return [];
    return [
      {
        ...edge,
        input: inner.input,
        inputColumn: edge.inputColumn === null ? null : inner.inputColumn,
        kinds: composed(inner.kinds, edge.kinds),
        masking: inner.masking || edge.masking,
      },
    ];
  });
}

const STRENGTH: readonly EdgeKind[] = ['UNSPECIFIED', 'IDENTITY', 'TRANSFORMATION', 'AGGREGATION'];

/** A path is as strong as its strongest step, and what once decides only ever decides. */
function composed(inner: readonly EdgeKind[], outer: readonly EdgeKind[]): EdgeKind[] {
  const kinds = inner.flatMap((first) =>
    outer.map((then) => {
      if (!isDirect(then)) return then;
      if (!isDirect(first)) return first;
      return STRENGTH.indexOf(first) > STRENGTH.indexOf(then) ? first : then;
    }),
  );
  return [...new Set(kinds)];
}
