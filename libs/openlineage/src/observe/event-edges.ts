import type { DatasetName, EventEdge } from '@tributary/contracts';
import { type JsonObject, listAt, memberOf, objectAt } from '../json/json-value';
import { columnLineageEdges } from './column-lineage-edges';
import type { FacetFindings } from './facet-findings';
import { type StatedLineage, statedByJob, statedFor } from './lineage-facet-edges';
import { mergeEdges } from './merge-edges';
import { type Naming, keyOf, readDataset } from './naming';

/** Inputs × outputs of one event beyond this are left to the run's own lists. */
const MOST_IMPLICIT = 10_000;

/**
 * What an event states, per output by the best carrier that says anything: its lineage facet, else columnLineage, else every
 * input may flow into it (a table edge, never a product of columns).
 */
export function eventEdges(event: JsonObject, naming: Naming, found: FacetFindings): EventEdge[] {
  const stated = statedLineage(event, naming, found);
  const outputs = writtenBy(event, naming);
  const told = new Map<string, EventEdge[]>();
  for (const { dataset, facets } of outputs) {
    const facet = memberOf(facets, 'columnLineage');
    if (facet === undefined || facet === null || memberOf(facet, '_deleted') === true) continue;
    const key = keyOf(dataset);
    told.set(key, [...(told.get(key) ?? []), ...columnLineageEdges(dataset, facet, naming, found)]);
  }

  const edges: EventEdge[] = [];
  for (const { output, edges: own, tellsColumns } of stated.values()) {
    edges.push(...own);
    if (!tellsColumns) edges.push(...columnsWithin(own, told.get(keyOf(output)) ?? []));
  }
  for (const [key, own] of told) if (!stated.has(key)) edges.push(...own);
  const silent = outputs
    .map(({ dataset }) => dataset)
    .filter((output) => !stated.has(keyOf(output)) && (told.get(keyOf(output)) ?? []).length === 0);
  return mergeEdges([...edges, ...implicitEdges(event, silent, naming, found)]);
}

function statedLineage(event: JsonObject, naming: Naming, found: FacetFindings): Map<string, StatedLineage> {
  const ofJob = statedByJob(memberOf(objectAt(objectAt(event, 'job'), 'facets'), 'lineage'), naming, found);
  const ofDatasets = writtenBy(event, naming).flatMap(({ dataset, facets }) =>
    statedFor(dataset, memberOf(facets, 'lineage'), naming, found),
  );
  const stated = new Map<string, StatedLineage>();
  for (const one of [...ofDatasets, ...ofJob]) {
    const known = stated.get(keyOf(one.output));
    stated.set(keyOf(one.output), {
      output: one.output,
      edges: [...(known?.edges ?? []), ...one.edges],
      tellsColumns: one.tellsColumns || known?.tellsColumns === true,
    });
  }
  return stated;
}

/**
 * Flink names tables in its lineage facet and columns in columnLineage: the tables decide which columns count. They travel under the better
 * carrier, since only one carrier is believed per output.
 */
const columnsWithin = (tables: readonly EventEdge[], columns: readonly EventEdge[]): EventEdge[] =>
  columns
    .filter(({ input }) => tables.some((edge) => keyOf(edge.input) === keyOf(input)))
    .map((edge) => ({ ...edge, carrier: 'lineage-facet' }));

function writtenBy(event: JsonObject, naming: Naming): { dataset: DatasetName; facets: JsonObject }[] {
  return [...listAt(event, 'outputs'), memberOf(event, 'dataset')].flatMap((value) => {
    const dataset = readDataset(value, naming);
    return dataset === null ? [] : [{ dataset, facets: objectAt(value, 'facets') }];
  });
}

function implicitEdges(
  event: JsonObject,
  outputs: readonly DatasetName[],
  naming: Naming,
  found: FacetFindings,
): EventEdge[] {
  const inputs = listAt(event, 'inputs').flatMap((value) => readDataset(value, naming) ?? []);
  if (inputs.length * outputs.length > MOST_IMPLICIT) {
    found.warn('too-many-edges', `${inputs.length} inputs × ${outputs.length} outputs: no implicit edges`);
    return [];
  }
  return outputs.flatMap((output) =>
    inputs.map((input): EventEdge => ({
      carrier: 'implicit',
      input,
      inputColumn: null,
      output,
      outputColumn: null,
      kinds: ['UNSPECIFIED'],
      masking: false,
      description: null,
    })),
  );
}
