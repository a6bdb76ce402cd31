import type { EventEdge } from '@tributary/contracts';
import type { JsonObject } from '../json/json-value';
import { bestEdges } from './best-edges';
import type { FacetFindings } from './facet-findings';
import type { Naming } from './naming';
import { withoutWords } from './stated-edge';
import { readStatedFacets } from './stated-facets';

/** What an event states, per output by the best carrier that says anything. */
export function eventEdges(event: JsonObject, naming: Naming, found: FacetFindings): EventEdge[] {
  return bestEdges(readStatedFacets(event, naming, found), found).map(withoutWords);
}
