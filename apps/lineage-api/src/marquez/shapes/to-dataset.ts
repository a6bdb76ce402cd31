import type {
  LineageResponse,
  MarquezDataset,
  MarquezDatasetVersion,
  MarquezInputField,
} from '@tributary/contracts';
import type { DatasetFacts, Facets, RunFacts } from '@tributary/graph-store';
import { stableUuid } from './stable-uuid';
import { toInputField } from './to-input-field';
import { toRun } from './to-run';
import { timeOf } from './times';
import { columnDescriptionIn, lifecycleIn, tagsIn } from './told-by-facets';

/** A dataset as lists and graphs have it. */
export function toDataset(dataset: DatasetFacts): MarquezDataset {
  const { namespace, name } = dataset;
  return {
    id: { namespace, name },
    type: 'DB_TABLE',
    name,
    physicalName: name,
    createdAt: timeOf(dataset.firstSeenAt, dataset.lastWrittenAt),
    updatedAt: timeOf(dataset.lastWrittenAt, dataset.firstSeenAt),
    namespace,
    sourceName: namespace,
    fields: dataset.columns.map((column) => ({ ...column, tags: [], description: null })),
    tags: [],
    lastModifiedAt: dataset.lastWrittenAt,
    lastLifecycleState: null,
    description: dataset.description,
    currentVersion: null,
    columnLineage: null,
    facets: facetsOf(dataset),
    deleted: false,
  };
}

/** One dataset with what more questions tell: the run that wrote it last, the columns that its own come from, and what its events say of it. */
export const toOneDataset = (
  dataset: DatasetFacts,
  latest: RunFacts | null,
  around: LineageResponse | null,
  told: Facets,
): MarquezDataset => ({
  ...toDataset(dataset),
  fields: dataset.columns.map((column) => ({
    ...column,
    tags: tagsIn(told, column.name),
    description: columnDescriptionIn(told, column.name),
  })),
  tags: tagsIn(told),
  lastLifecycleState: lifecycleIn(told),
  facets: { ...facetsOf(dataset), ...told },
  currentVersion: versionId(dataset, latest),
  columnLineage: around === null ? [] : columnLineageOf(around),
});

/** What a run made of a dataset: to Marquez a version, here named by the run. The columns are those that the dataset has now. */
export function toDatasetVersion(dataset: DatasetFacts, run: RunFacts | null): MarquezDatasetVersion {
  const {
    updatedAt: _,
    currentVersion: __,
    columnLineage: ___,
    deleted: ____,
    lastLifecycleState,
    ...rest
  } = toDataset(dataset);
  const version = versionId(dataset, run);
  return {
    ...rest,
    id: { ...rest.id, version },
    version,
    createdAt: timeOf(run?.endedAt, run?.startedAt, dataset.firstSeenAt),
    lifecycleState: lastLifecycleState,
    createdByRun: run === null ? null : toRun(run),
  };
}

/** A view, or what nobody was seen to write, has one version all the same: clients show nothing without. */
export const versionId = (dataset: DatasetFacts, run: RunFacts | null): string =>
  run === null ? stableUuid('dataset', dataset.namespace, dataset.name) : run.id;

function columnLineageOf({ edges, datasets }: LineageResponse): MarquezDataset['columnLineage'] {
  const byId = new Map(datasets.map((each) => [each.id, each]));
  const fields = new Map<string, MarquezInputField[]>();
  for (const edge of edges) {
    if (edge.to.column === '*' || edge.from.column === '*') continue;
    fields.set(edge.to.column, [...(fields.get(edge.to.column) ?? []), toInputField(edge, byId)]);
  }
  return [...fields].map(([name, inputFields]) => ({ name, inputFields }));
}

const SPEC = 'https://openlineage.io/spec/facets';
const about = (url: string) => ({ _producer: 'urn:tributary', _schemaURL: `${SPEC}/${url}` });

/** What the graph knows of a dataset, in OpenLineage's facets. */
function facetsOf({ columns, description, owners }: DatasetFacts): Record<string, unknown> {
  return {
    ...(columns.length > 0 && {
      schema: { ...about('1-1-1/SchemaDatasetFacet.json'), fields: columns },
    }),
    ...(description !== null && {
      documentation: { ...about('1-0-1/DocumentationDatasetFacet.json'), description },
    }),
    ...(owners.length > 0 && {
      ownership: { ...about('1-0-1/OwnershipDatasetFacet.json'), owners: owners.map((name) => ({ name })) },
    }),
  };
}
