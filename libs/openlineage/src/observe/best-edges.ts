import type { DatasetName } from '@tributary/contracts';
import type { FacetFindings } from './facet-findings';
import { mergeEdges } from './merge-edges';
import { keyOf } from './naming';
import type { StatedEdge } from './stated-edge';
import type { StatedFacets } from './stated-facets';

/** Inputs × outputs beyond this are no information any more. */
const MOST_IMPLICIT = 10_000;

/**
 * For each output the edges of the best carrier that says anything: its lineage facet, else columnLineage, else the SQL as we read it, else every
 * input may flow into it (a table edge, never a product of columns).
 */
export function bestEdges(stated: StatedFacets, found: FacetFindings): StatedEdge[] {
  const { lineage, columnLineage, sql, inputs, outputs, complete } = stated;
  const byFacet = new Set(lineage.map(({ output }) => keyOf(output)));
  const edges: StatedEdge[] = [];
  for (const { output, edges: own, tellsColumns } of lineage) {
    edges.push(...own);
    if (!tellsColumns) edges.push(...columnsWithin(own, columnLineage.get(keyOf(output)) ?? []));
  }
  for (const [key, own] of columnLineage) if (!byFacet.has(key)) edges.push(...(own ?? []));
  if (complete) return mergeEdges(edges);
  const silent = outputs.filter(
    (output) => !byFacet.has(keyOf(output)) && (columnLineage.get(keyOf(output)) ?? []).length === 0,
  );
  const read = silent.flatMap((output) => sql.get(keyOf(output)) ?? []);
  const unread = silent.filter((output) => (sql.get(keyOf(output)) ?? []).length === 0);
  return mergeEdges([...edges, ...read, ...impliedEdges(inputs, unread, found)]);
}

/** Every input into every output. */
export function impliedEdges(
  inputs: readonly DatasetName[],
  outputs: readonly DatasetName[],
  found: FacetFindings,
): StatedEdge[] {
  if (inputs.length * outputs.length > MOST_IMPLICIT) {
    found.warn('too-many-edges', `${inputs.length} inputs × ${outputs.length} outputs: no implicit edges`);
    return [];
  }
  return outputs.flatMap((output) =>
    inputs.map((input): StatedEdge => ({
      carrier: 'implicit',
      input,
      inputColumn: null,
      output,
      outputColumn: null,
      kinds: ['UNSPECIFIED'],
      words: ['UNSPECIFIED'],
      masking: false,
      description: null,
    })),
  );
}

/**
 * Flink names tables in its lineage facet and columns in columnLineage: the tables decide which columns count. They travel under the better
 * carrier, since only one carrier is believed per output.
 */
const columnsWithin = (tables: readonly StatedEdge[], columns: readonly StatedEdge[]): StatedEdge[] =>
  columns
    .filter(({ input }) => tables.some((edge) => keyOf(edge.input) === keyOf(input)))
    .map((edge) => ({ ...edge, carrier: 'lineage-facet' }));
