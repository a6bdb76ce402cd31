import type { DatasetName } from '@tributary/contracts';
import { isObject, listAt, memberOf, textAt } from '../json/json-value';
import type { FacetFindings } from './facet-findings';
import { type Naming, readDataset } from './naming';
import type { StatedEdge } from './stated-edge';
import { readTransformations } from './transformations';

/** What a `lineage` facet (1.0.0) states about one output, completely: nothing else flows into it. */
export interface StatedLineage {
  readonly output: DatasetName;
  readonly edges: readonly StatedEdge[];
  /** False: only tables are named, and a columnLineage facet may tell their columns. */
  readonly tellsColumns: boolean;
}

/** Reads the entries of a job's facet. An entry that cannot be read is left out, and its output falls to the next carrier. */
export function statedByJob(facet: unknown, naming: Naming, found: FacetFindings): StatedLineage[] {
  return listAt(facet, 'entries').flatMap((entry) => {
    if (isJob(entry)) return [];
    const output = textAt(entry, 'type')?.toUpperCase() === 'DATASET' ? readDataset(entry, naming) : null;
    if (output !== null) return statedFor(output, entry, naming, found);
    found.warn('lineage-entry-ignored', 'an entry of the lineage facet names no dataset');
    return [];
  });
}

/** Reads `inputs` and `fields`, of a job's entry or of a dataset's own facet. */
export function statedFor(
  output: DatasetName,
  owner: unknown,
  naming: Naming,
  found: FacetFindings,
): StatedLineage[] {
  const fields = memberOf(owner, 'fields');
  const inputs = memberOf(owner, 'inputs');
  if (!isObject(fields) && !Array.isArray(inputs)) return [];
  const read = (input: unknown, outputColumn: string | null): StatedEdge[] | null => {
    // Which job the data came through is no lineage between datasets.
    if (isJob(input)) return [];
    const dataset = readDataset(input, naming);
    if (dataset === null) return null;
    const field = textAt(input, 'field');
    const transformed = readTransformations(input, outputColumn === null && field !== null);
    return [
      {
        carrier: 'lineage-facet',
        input: dataset,
        inputColumn: field === null ? null : naming.column(dataset, field),
        output,
        outputColumn: outputColumn === null ? null : naming.column(output, outputColumn),
        ...transformed,
        kinds: [...transformed.kinds],
      },
    ];
  };
  const told = [
    ...listAt(owner, 'inputs').map((input) => read(input, null)),
    ...Object.entries(isObject(fields) ? fields : {}).flatMap(([column, entry]) =>
      listAt(entry, 'inputs').map((input) => read(input, column)),
    ),
  ];
  if (told.some((edges) => edges === null)) {
    found.warn(
      'lineage-entry-ignored',
      `the lineage of ${output.name} has an input without namespace or name`,
    );
    return [];
  }
  return [{ output, edges: told.flatMap((edges) => edges ?? []), tellsColumns: isObject(fields) }];
}

const isJob = (value: unknown): boolean => textAt(value, 'type')?.toUpperCase() === 'JOB';
