import type { EventReceived } from '@tributary/contracts';
import { type JsonObject, isObject } from '../json/json-value';
import { parseJson } from '../json/parse-json';
import { bestEdges, impliedEdges } from './best-edges';
import { FacetFindings } from './facet-findings';
import { type JobFlow, readJobFlows } from './job-flows';
import { type Naming, asWritten } from './naming';
import type { StatedEdge } from './stated-edge';
import { readStatedFacets } from './stated-facets';
import { type StatedSymlink, readStatedSymlinks } from './stated-symlinks';

/** What one event says about lineage, and nothing that we know better. */
export interface EventStatement {
  readonly edges: readonly StatedEdge[];
  /** Every input with every output, whether or not something better is said. */
  readonly implied: readonly StatedEdge[];
  readonly jobFlows: readonly JobFlow[];
  readonly symlinks: readonly StatedSymlink[];
}

/** Reads an event for what it states; names as the producer wrote them, unless `naming` says otherwise. */
export function stateEvent(message: EventReceived, naming: Naming = asWritten): EventStatement {
  const event = eventOf(message);
  const found = new FacetFindings();
  const stated = readStatedFacets(event, naming, found);
  return {
    edges: bestEdges(stated, found),
    implied: impliedEdges(stated.inputs, stated.outputs, found),
    jobFlows: readJobFlows(event),
    symlinks: readStatedSymlinks(event, naming),
  };
}

/** The event of a message. Throws when it is no JSON object: the gateway would never have let it through. */
export function eventOf({ body, envelope }: EventReceived): JsonObject {
  const parsed = parseJson(body);
  if (!('value' in parsed) || !isObject(parsed.value))
    throw new Error(`event ${envelope.contentHash} is no JSON object: it cannot have passed the gateway`);
  return parsed.value;
}
