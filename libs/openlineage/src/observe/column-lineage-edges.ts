import type { DatasetName } from '@tributary/contracts';
import { isObject, memberOf, textAt } from '../json/json-value';
import type { FacetFindings } from './facet-findings';
import { type Naming, readDataset } from './naming';
import type { StatedEdge } from './stated-edge';
import { type Transformed, readLegacyTransformation, readTransformations } from './transformations';

/** The edges of a `columnLineage` facet: `fields` column by column, `dataset` for the output as a whole. */
export function columnLineageEdges(
  output: DatasetName,
  facet: unknown,
  naming: Naming,
  found: FacetFindings,
): StatedEdge[] {
  const edges: StatedEdge[] = [];
  const add = (input: unknown, outputColumn: string | null, transformed: Transformed): void => {
    const dataset = readDataset(input, naming);
    const field = textAt(input, 'field');
    if (dataset === null || field === null) {
      found.warn(
        'input-field-ignored',
        `columnLineage of ${output.name}: an input without namespace, name or field`,
      );
      return;
    }
    edges.push({
      carrier: 'column-lineage-facet',
      input: dataset,
      inputColumn: naming.column(dataset, field),
      output,
      outputColumn: outputColumn === null ? null : naming.column(output, outputColumn),
      ...transformed,
      kinds: [...transformed.kinds],
    });
  };

  const fields = memberOf(facet, 'fields');
  if (isObject(fields)) {
    for (const [column, field] of Object.entries(fields)) {
      const legacy = readLegacyTransformation(field);
      for (const input of inputsOf(field, 'inputFields', output, found)) {
        const own =
          isObject(input) && Array.isArray(input['transformations']) && input['transformations'].length > 0;
        add(input, column, own || legacy === null ? readTransformations(input, false) : legacy);
      }
    }
  } else if (fields !== undefined && fields !== null) {
    found.warn('facet-malformed', `columnLineage.fields of ${output.name} is no object`);
  }
  for (const input of inputsOf(facet, 'dataset', output, found))
    add(input, null, readTransformations(input, true));
  return edges;
}

function inputsOf(
  owner: unknown,
  key: string,
  output: DatasetName,
  found: FacetFindings,
): readonly unknown[] {
  const list = memberOf(owner, key);
  if (Array.isArray(list)) return list;
  if (list !== undefined && list !== null)
    found.warn('facet-malformed', `columnLineage of ${output.name}: ${key} is no list`);
  return [];
}
