import type { CatalogObserved, CatalogTable } from '@tributary/contracts';
import { datasetNameOfUri } from '@tributary/identity';
import { type EmittedDatasetEvent, facet, frameOf } from './openlineage-event';
import { schemaOf } from './run-events-of-statement';

/** A dataset event for each table of a catalog, as it was seen. */
export function datasetEventsOf({ tables, observedAt }: CatalogObserved): EmittedDatasetEvent[] {
  return tables.map((table) => ({
    ...frameOf('DatasetEvent', observedAt),
    dataset: { ...table.dataset, facets: facetsOf(table) },
  }));
}

function facetsOf(table: CatalogTable): Record<string, object> {
  const { columns, tableType, owner, description } = table;
  const names = otherNames(table);
  return {
    schema: schemaOf(columns),
    datasetType: facet('1-0-1', 'DatasetTypeDatasetFacet', TYPES[tableType]),
    ...(names.length > 0 && {
      symlinks: facet('1-0-1', 'SymlinksDatasetFacet', { identifiers: names }),
    }),
    ...(owner !== null && {
      ownership: facet('1-0-1', 'OwnershipDatasetFacet', { owners: [{ name: owner }] }),
    }),
    ...(description !== null && {
      documentation: facet('1-1-0', 'DocumentationDatasetFacet', { description }),
    }),
  };
}

const TYPES: Readonly<Record<CatalogTable['tableType'], { datasetType: string; subType?: string }>> = {
  table: { datasetType: 'TABLE' },
  view: { datasetType: 'VIEW' },
  'materialized-view': { datasetType: 'VIEW', subType: 'MATERIALIZED' },
  'late-binding-view': { datasetType: 'VIEW', subType: 'LATE_BINDING' },
  external: { datasetType: 'TABLE', subType: 'EXTERNAL' },
  'resource-link': { datasetType: 'TABLE', subType: 'RESOURCE_LINK' },
};

/** Where its files lie, and the table that a resource link stands for. */
const otherNames = ({ location, linkTo }: CatalogTable): object[] => [
  ...(location === null || location === '' ? [] : [{ ...datasetNameOfUri(location), type: 'LOCATION' }]),
  ...(linkTo === null ? [] : [{ ...linkTo, type: 'TABLE' }]),
];
