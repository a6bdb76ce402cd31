import type { DatasetName } from '@tributary/contracts';
import { type JsonObject, listAt, memberOf, objectAt, textAt } from '../json/json-value';
import { type Naming, readDataset } from './naming';

/** Another name of a dataset as the producer gave it: also half a name, or the dataset's own, which the graph has no use for. */
export interface StatedSymlink {
  readonly dataset: DatasetName;
  readonly name: { readonly namespace: string | null; readonly name: string | null };
  readonly type: string | null;
}

/** The identifiers of every `symlinks` facet. */
export function readStatedSymlinks(event: JsonObject, naming: Naming): StatedSymlink[] {
  const owners = [...listAt(event, 'inputs'), ...listAt(event, 'outputs'), memberOf(event, 'dataset')];
  return owners.flatMap((owner) => {
    const dataset = readDataset(owner, naming);
    const facet = memberOf(objectAt(owner, 'facets'), 'symlinks');
    if (dataset === null || memberOf(facet, '_deleted') === true) return [];
    return listAt(facet, 'identifiers').map((identifier) => ({
      dataset,
      name: readDataset(identifier, naming) ?? {
        namespace: textAt(identifier, 'namespace'),
        name: textAt(identifier, 'name'),
      },
      type: textAt(identifier, 'type'),
    }));
  });
}
