import type { EventEdge, EventObserved, StatedFacet } from '@tributary/contracts';
import { collapseInfluences, mergeEdges } from './merge-edges';
import { keyOf } from './naming';
import { type StatedEdge, withoutWords } from './stated-edge';
import type { StatedFacets } from './stated-facets';

type Stated = NonNullable<EventObserved['stated']>;

/** The facets of an event for its message, beside the `edges` that were chosen from them: what stands there is not said twice. */
export function toStated(
  { lineage, columnLineage, outputs, complete }: StatedFacets,
  edges: readonly EventEdge[],
): Stated {
  const shown = new Map<string, EventEdge[]>();
  for (const edge of edges) {
    const key = `${edge.carrier}\n${keyOf(edge.output)}`;
    shown.set(key, [...(shown.get(key) ?? []), edge]);
  }
  const facet = (
    carrier: StatedFacet['carrier'],
    output: StatedFacet['output'],
    tellsColumns: boolean,
    own: readonly StatedEdge[],
  ): StatedFacet => {
    const told = collapseInfluences(mergeEdges(own.map(withoutWords)));
    const among = shown.get(`${carrier}\n${keyOf(output)}`) ?? [];
    return {
      carrier,
      output,
      tellsColumns,
      edges: JSON.stringify(told) === JSON.stringify(among) ? null : told,
    };
  };
  const named = new Map(outputs.map((output) => [keyOf(output), output]));
  return {
    facets: [
      ...lineage.map(({ output, tellsColumns, edges: own }) =>
        facet('lineage-facet', output, tellsColumns, own),
      ),
      ...[...columnLineage].flatMap(([key, own]) =>
        own === null ? [] : facet('column-lineage-facet', named.get(key)!, true, own),
      ),
    ],
    complete,
  };
}
