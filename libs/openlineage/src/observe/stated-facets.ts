import type { DatasetName } from '@tributary/contracts';
import { type JsonObject, listAt, memberOf, objectAt } from '../json/json-value';
import { columnLineageEdges } from './column-lineage-edges';
import type { FacetFindings } from './facet-findings';
import { readJobFlows } from './job-flows';
import { type StatedLineage, statedByJob, statedFor } from './lineage-facet-edges';
import { type Naming, keyOf, readDataset } from './naming';
import type { StatedEdge } from './stated-edge';

/** Everything an event says about lineage, before one carrier is chosen for each output; outputs by `keyOf`. */
export interface StatedFacets {
  readonly inputs: readonly DatasetName[];
  /** What the event writes, or the dataset that it is about. */
  readonly outputs: readonly DatasetName[];
  /** From `lineage` facets, one for each output that they speak of. */
  readonly lineage: readonly StatedLineage[];
  /** A job's `lineage` facet tells the job's whole lineage, so that nothing may be implied beside it. */
  readonly complete: boolean;
  /** From `columnLineage`, for each output that has the facet; null: the facet is deleted. */
  readonly columnLineage: ReadonlyMap<string, readonly StatedEdge[] | null>;
  /** From our own reading of the event's SQL, where somebody has read it. */
  readonly sql: ReadonlyMap<string, readonly StatedEdge[]>;
}

/** Reads the facets that carry lineage. */
export function readStatedFacets(event: JsonObject, naming: Naming, found: FacetFindings): StatedFacets {
  const outputs = writtenBy(event, naming);
  const jobFacet = memberOf(objectAt(objectAt(event, 'job'), 'facets'), 'lineage');
  const ofJob = memberOf(jobFacet, '_deleted') === true ? [] : statedByJob(jobFacet, naming, found);
  const ofDatasets = outputs.flatMap(({ dataset, facets }) => {
    const facet = memberOf(facets, 'lineage');
    return memberOf(facet, '_deleted') === true ? [] : statedFor(dataset, facet, naming, found);
  });
  const columnLineage = new Map<string, readonly StatedEdge[] | null>();
  for (const { dataset, facets } of outputs) {
    const facet = memberOf(facets, 'columnLineage');
    if (facet === undefined || facet === null) continue;
    const key = keyOf(dataset);
    if (memberOf(facet, '_deleted') === true) columnLineage.set(key, columnLineage.get(key) ?? null);
    else
      columnLineage.set(key, [
        ...(columnLineage.get(key) ?? []),
        ...columnLineageEdges(dataset, facet, naming, found),
      ]);
  }
  return {
    inputs: listAt(event, 'inputs').flatMap((value) => readDataset(value, naming) ?? []),
    outputs: outputs.map(({ dataset }) => dataset),
    lineage: mergeStated([...ofDatasets, ...ofJob]),
    complete: ofJob.length > 0 || readJobFlows(event).length > 0,
    columnLineage,
    sql: new Map(),
  };
}

/** One statement for each output: entries about the same output add up. */
export function mergeStated(all: readonly StatedLineage[]): StatedLineage[] {
  const stated = new Map<string, StatedLineage>();
  for (const one of all) {
    const known = stated.get(keyOf(one.output));
    stated.set(keyOf(one.output), {
      output: one.output,
      edges: [...(known?.edges ?? []), ...one.edges],
      tellsColumns: one.tellsColumns || known?.tellsColumns === true,
    });
  }
  return [...stated.values()];
}

function writtenBy(event: JsonObject, naming: Naming): { dataset: DatasetName; facets: JsonObject }[] {
  return [...listAt(event, 'outputs'), memberOf(event, 'dataset')].flatMap((value) => {
    const dataset = readDataset(value, naming);
    return dataset === null ? [] : [{ dataset, facets: objectAt(value, 'facets') }];
  });
}
