import type { Analysis, DatasetName, EventEdge, EventObserved, StatedFacet } from '@tributary/contracts';
import { keyOf } from '../observe/naming';
import type { StatedEdge } from '../observe/stated-edge';
import type { StatedFacets } from '../observe/stated-facets';
import { edgesOfSql } from '../sql/edges-of-sql';
import type { EventReading } from './event-reading';

/** An `event-observed` message as far as accumulation needs it; the texts of its statements may be gone. */
export interface ObservedEvent extends Pick<
  EventObserved,
  'envelope' | 'run' | 'job' | 'datasets' | 'edges' | 'stated'
> {
  readonly sql: readonly Omit<Analysis, 'sql'>[];
}

/** An event for `accumulateRun` out of the message that the worker made of it. */
export function readObserved(observed: ObservedEvent): EventReading {
  const { envelope, run, job, datasets } = observed;
  return { envelope, run, job, datasets, stated: facetsOf(observed) };
}

function facetsOf({ datasets, edges, stated, sql }: ObservedEvent): StatedFacets {
  const { facets, complete } = stated ?? { facets: facetsBehind(edges), complete: false };
  const ownEdges = ({ carrier, output, edges: own }: StatedFacet): StatedEdge[] =>
    (own ?? edges.filter((edge) => edge.carrier === carrier && keyOf(edge.output) === keyOf(output))).map(
      withNoWords,
    );
  const columnLineage = new Map<string, readonly StatedEdge[] | null>();
  for (const { dataset, role, deletedFacets } of datasets)
    if (role !== 'input' && deletedFacets.includes('columnLineage')) columnLineage.set(keyOf(dataset), null);
  for (const facet of facets)
    if (facet.carrier === 'column-lineage-facet') columnLineage.set(keyOf(facet.output), ownEdges(facet));
  return {
    inputs: datasets.flatMap(({ dataset, role }) => (role === 'input' ? dataset : [])),
    outputs: datasets.flatMap(({ dataset, role }) => (role === 'input' ? [] : dataset)),
    lineage: facets
      .filter(({ carrier }) => carrier === 'lineage-facet')
      .map((facet) => ({ output: facet.output, tellsColumns: facet.tellsColumns, edges: ownEdges(facet) })),
    complete,
    columnLineage,
    sql: byOutput(edgesOfSql(sql).map(withNoWords)),
  };
}

/** Workers used to send only what they had chosen: of each output the edges of one facet. */
function facetsBehind(edges: readonly EventEdge[]): StatedFacet[] {
  const found = new Map<string, StatedFacet>();
  for (const { carrier, output } of edges) {
    if (carrier !== 'lineage-facet' && carrier !== 'column-lineage-facet') continue;
    found.set(`${carrier}\n${keyOf(output)}`, { carrier, output, tellsColumns: true, edges: null });
  }
  return [...found.values()];
}

/** The words of a producer end with its message. */
const withNoWords = (edge: EventEdge): StatedEdge => ({ ...edge, words: [] });

function byOutput<E extends { readonly output: DatasetName }>(edges: readonly E[]): Map<string, E[]> {
  const found = new Map<string, E[]>();
  for (const edge of edges) found.set(keyOf(edge.output), [...(found.get(keyOf(edge.output)) ?? []), edge]);
  return found;
}
