import type { EventDataset } from '@tributary/contracts';
import { type JsonObject, listAt, memberOf, objectAt, textAt } from '../json/json-value';
import type { FacetFindings } from './facet-findings';
import { type Naming, keyOf, readDataset } from './naming';
import { readColumns } from './read-columns';

const LIFECYCLES = ['ALTER', 'CREATE', 'DROP', 'OVERWRITE', 'RENAME', 'TRUNCATE'] as const;

/** Every dataset of an event with what its facets say; `_deleted` facets say nothing but that. */
export function readDatasets(event: JsonObject, naming: Naming, found: FacetFindings): EventDataset[] {
  const read = (value: unknown, role: EventDataset['role']): EventDataset[] => {
    const dataset = readDataset(value, naming);
    return dataset === null ? [] : [readOne(value, dataset, role, naming, found)];
  };
  return [
    ...listAt(event, 'inputs').flatMap((value) => read(value, 'input')),
    ...listAt(event, 'outputs').flatMap((value) => read(value, 'output')),
    ...read(memberOf(event, 'dataset'), 'subject'),
  ];
}

function readOne(
  value: unknown,
  dataset: EventDataset['dataset'],
  role: EventDataset['role'],
  naming: Naming,
  found: FacetFindings,
): EventDataset {
  const all = Object.entries(objectAt(value, 'facets')).filter(([, facet]) => facet !== null);
  const deleted = all.filter(([, facet]) => memberOf(facet, '_deleted') === true).map(([name]) => name);
  const alive = all.filter(([name]) => !deleted.includes(name));
  const facets = new Map(alive);
  const ofRun = role === 'input' ? 'inputFacets' : 'outputFacets';
  const change = facets.get('lifecycleStateChange');
  const columns = facets.has('schema') ? readColumns(facets.get('schema'), dataset.name, found) : null;
  return {
    dataset,
    role,
    columns: columns?.map((column) => ({ ...column, name: naming.column(dataset, column.name) })) ?? null,
    symlinks: readSymlinks(facets.get('symlinks'), dataset, naming, found),
    lifecycle:
      LIFECYCLES.find((one) => one === textAt(change, 'lifecycleStateChange')?.toUpperCase()) ?? null,
    previousName: readDataset(memberOf(change, 'previousIdentifier'), naming),
    owners: listAt(facets.get('ownership'), 'owners').flatMap((owner) => textAt(owner, 'name') ?? []),
    description: textAt(facets.get('documentation'), 'description'),
    facets: [...facets.keys(), ...Object.keys(objectAt(value, ofRun))].sort(),
    deletedFacets: deleted.sort(),
  };
}

/** Other names of the same data. The type is TABLE where none is given; a name for itself is none. */
function readSymlinks(
  facet: unknown,
  dataset: EventDataset['dataset'],
  naming: Naming,
  found: FacetFindings,
): EventDataset['symlinks'] {
  return listAt(facet, 'identifiers').flatMap((identifier) => {
    const name = readDataset(identifier, naming);
    if (name === null)
      found.warn('facet-malformed', `symlinks of ${dataset.name}: an identifier without namespace or name`);
    if (name === null || keyOf(name) === keyOf(dataset)) return [];
    return [{ name, type: textAt(identifier, 'type')?.toUpperCase() ?? 'TABLE' }];
  });
}
