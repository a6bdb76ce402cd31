/** A facet of OpenLineage's specification with values of our own, and where in an event it stands. */
export interface StandardFacet {
  /** The name of its schema: `SQLJobFacet`. */
  readonly schema: string;
  readonly version: string;
  readonly place: 'run' | 'job' | 'dataset' | 'input' | 'output';
  readonly key: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const NAMESPACE = 'postgres://harbour:5432';
/** What every event of `eventWithFacet` reads, and what it writes. */
export const shipTable = { namespace: NAMESPACE, name: 'port.public.ships' };
export const berthTable = { namespace: NAMESPACE, name: 'port.public.berths' };
const parentRun = '0195c2a0-0000-7000-8000-00000000aaaa';
const rootRun = '0195c2a0-0000-7000-8000-00000000bbbb';
const metrics = {
  rowCount: 9007199254740993n,
  bytes: 1200,
  fileCount: 2,
  lastUpdated: '2026-03-01T07:00:00Z',
  columnMetrics: {
    tonnage: {
      nullCount: 1,
      distinctCount: 40,
      sum: 1200.5,
      count: 41,
      min: 1,
      max: 90.25,
      quantiles: { 0.5: 30 },
    },
  },
};
const partition = {
  type: 'partition',
  partitions: [{ identifier: 'p1', dimensions: { day: '2026-03-01' } }],
};

const facet = (
  place: StandardFacet['place'],
  key: string,
  schema: string,
  version: string,
  content: StandardFacet['content'],
): StandardFacet => ({ schema, version, place, key, content });

/** One of each, and where one schema stands in two places, of each of those. */
export const standardFacets: readonly StandardFacet[] = [
  facet('run', 'parent', 'ParentRunFacet', '1-2-0', {
    run: { runId: parentRun },
    job: { namespace: 'harbour', name: 'dock.assign' },
    root: { run: { runId: rootRun }, job: { namespace: 'harbour', name: 'dock' } },
  }),
  facet('run', 'nominalTime', 'NominalTimeRunFacet', '1-0-1', {
    nominalStartTime: '2026-03-01T00:00:00Z',
    nominalEndTime: '2026-03-02T00:00:00Z',
  }),
  facet('run', 'errorMessage', 'ErrorMessageRunFacet', '1-0-1', {
    message: 'no berth is free',
    programmingLanguage: 'PYTHON',
    stackTrace: 'at the quay',
  }),
  facet('run', 'externalQuery', 'ExternalQueryRunFacet', '1-0-2', {
    externalQueryId: 'q-0817',
    source: 'awsathena',
  }),
  facet('run', 'extractionError', 'ExtractionErrorRunFacet', '1-1-2', {
    totalTasks: 3,
    failedTasks: 1,
    errors: [{ errorMessage: 'unread', stackTrace: 'line 1', task: 'selec', taskNumber: 2 }],
  }),
  facet('run', 'jobDependencies', 'JobDependenciesRunFacet', '1-0-1', {
    upstream: [
      {
        job: { namespace: 'harbour', name: 'tide' },
        run: { runId: rootRun },
        dependency_type: 'DIRECT_INVOCATION',
        sequence_trigger_rule: 'FINISH_TO_START',
        status_trigger_rule: 'EXECUTE_ON_SUCCESS',
      },
    ],
    downstream: [{ job: { namespace: 'harbour', name: 'invoice' } }],
    trigger_rule: 'ALL_SUCCESS',
  }),
  facet('run', 'processing_engine', 'ProcessingEngineRunFacet', '1-1-1', {
    version: '3.5.1',
    name: 'spark',
    openlineageAdapterVersion: '1.40.0',
  }),
  facet('run', 'environmentVariables', 'EnvironmentVariablesRunFacet', '1-0-0', {
    environmentVariables: [{ name: 'HARBOUR_REGION', value: 'north' }],
  }),
  facet('run', 'executionParameters', 'ExecutionParametersRunFacet', '1-0-0', {
    parameters: [{ key: 'quay.length', name: 'Length', description: 'metres', value: '400' }],
  }),
  facet('run', 'tags', 'TagsRunFacet', '1-0-0', {
    tags: [{ key: 'shift', value: 'night', source: 'USER' }],
  }),
  facet('run', 'test', 'TestRunFacet', '1-0-1', {
    tests: [
      {
        name: 'no_ghost_ships',
        status: 'fail',
        severity: 'warn',
        type: 'not_null',
        description: 'every ship has a name',
        expected: '0',
        actual: '2',
        content: 'select count(*) from ships where name is null',
        contentType: 'sql',
        params: { column: 'name' },
      },
    ],
  }),
  facet('job', 'sql', 'SQLJobFacet', '1-1-0', {
    query: 'insert into berths select ship_id from ships',
    dialect: 'postgres',
  }),
  facet('job', 'jobType', 'JobTypeJobFacet', '2-0-4', {
    processingType: 'STREAMING',
    integration: 'FLINK',
    jobType: 'JOB',
    emissionPattern: { eventTrigger: 'PERIODIC', eventContentMode: 'COMPLETE_SNAPSHOT', windowDuration: 300 },
  }),
  facet('job', 'sourceCode', 'SourceCodeJobFacet', '1-0-1', {
    language: 'python',
    sourceCode: 'assign(ships, berths)',
  }),
  facet('job', 'sourceCodeLocation', 'SourceCodeLocationJobFacet', '1-1-0', {
    type: 'git',
    url: 'https://git.example.org/harbour/blob/main/dock.py',
    repoUrl: 'https://git.example.org/harbour',
    path: 'dock.py',
    version: 'a1b2c3',
    tag: 'v4',
    branch: 'main',
    pullRequestNumber: '17',
  }),
  facet('job', 'documentation', 'DocumentationJobFacet', '1-1-0', {
    description: 'gives every ship a berth',
    contentType: 'text/plain',
  }),
  facet('job', 'ownership', 'OwnershipJobFacet', '1-0-1', {
    owners: [{ name: 'team:dock', type: 'MAINTAINER' }],
  }),
  facet('job', 'tags', 'TagsJobFacet', '1-0-0', { tags: [{ key: 'tier', value: '1', source: 'USER' }] }),
  facet('job', 'lineage', 'LineageFacet', '1-0-0', {
    entries: [
      {
        ...berthTable,
        type: 'DATASET',
        inputs: [
          {
            ...shipTable,
            type: 'DATASET',
            field: 'arrived',
            transformations: [{ type: 'INDIRECT', subtype: 'FILTER' }],
          },
        ],
        fields: {
          taken_by: {
            inputs: [
              {
                ...shipTable,
                type: 'DATASET',
                field: 'id',
                transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }],
              },
            ],
          },
        },
      },
    ],
  }),
  facet('dataset', 'schema', 'SchemaDatasetFacet', '1-2-0', {
    fields: [
      { name: 'id', type: 'bigint', description: 'number of the berth', ordinal_position: 1 },
      {
        name: 'place',
        type: 'struct',
        ordinal_position: 2,
        fields: [
          { name: 'quay', type: 'varchar' },
          { name: 'at', type: 'struct', fields: [{ name: 'metre', type: 'int' }] },
        ],
      },
    ],
  }),
  facet('dataset', 'columnLineage', 'ColumnLineageDatasetFacet', '1-2-0', {
    fields: {
      taken_by: {
        inputFields: [
          {
            ...shipTable,
            field: 'name',
            transformations: [
              { type: 'DIRECT', subtype: 'TRANSFORMATION', description: 'upper', masking: true },
            ],
          },
        ],
      },
    },
    dataset: [{ ...shipTable, field: 'tonnage', transformations: [{ type: 'INDIRECT', subtype: 'SORT' }] }],
  }),
  facet('dataset', 'lineage', 'LineageFacet', '1-0-0', {
    inputs: [{ ...shipTable, type: 'DATASET' }],
    fields: { taken_by: { inputs: [{ ...shipTable, type: 'DATASET', field: 'id' }] } },
  }),
  facet('dataset', 'symlinks', 'SymlinksDatasetFacet', '1-0-1', {
    identifiers: [{ namespace: 'hive://metastore:9083', name: 'port.berths', type: 'TABLE' }],
  }),
  facet('dataset', 'catalog', 'CatalogDatasetFacet', '1-1-0', {
    framework: 'iceberg',
    type: 'glue',
    name: 'harbour_catalog',
    metadataUri: 'https://catalog.example.org',
    warehouseUri: 's3://harbour/warehouse',
    source: 'spark',
    catalogProperties: { 'io-impl': 's3' },
  }),
  facet('dataset', 'hierarchy', 'HierarchyDatasetFacet', '1-0-0', {
    hierarchy: [
      { type: 'DATABASE', name: 'port' },
      { type: 'TABLE', name: 'berths' },
    ],
  }),
  facet('dataset', 'datasetType', 'DatasetTypeDatasetFacet', '1-0-1', {
    datasetType: 'TABLE',
    subType: 'EXTERNAL',
  }),
  facet('dataset', 'version', 'DatasetVersionDatasetFacet', '1-0-1', { datasetVersion: '4711' }),
  facet('dataset', 'dataSource', 'DatasourceDatasetFacet', '1-0-1', {
    name: 'harbour',
    uri: 'postgres://harbour:5432/port',
  }),
  facet('dataset', 'storage', 'StorageDatasetFacet', '1-0-1', {
    storageLayer: 'iceberg',
    fileFormat: 'parquet',
  }),
  facet('dataset', 'lifecycleStateChange', 'LifecycleStateChangeDatasetFacet', '1-0-1', {
    lifecycleStateChange: 'RENAME',
    previousIdentifier: { namespace: NAMESPACE, name: 'port.public.moorings' },
  }),
  facet('dataset', 'documentation', 'DocumentationDatasetFacet', '1-1-0', {
    description: 'where ships lie',
    contentType: 'text/plain',
  }),
  facet('dataset', 'ownership', 'OwnershipDatasetFacet', '1-0-1', {
    owners: [{ name: 'user:harbour-master', type: 'OWNER' }],
  }),
  facet('dataset', 'tags', 'TagsDatasetFacet', '1-0-0', {
    tags: [
      { key: 'gold', value: 'true', source: 'USER' },
      { key: 'pii', value: 'true', source: 'USER', field: 'id' },
    ],
  }),
  facet('dataset', 'dataQualityMetrics', 'DataQualityMetricsDatasetFacet', '1-0-0', metrics),
  facet('input', 'dataQualityMetrics', 'DataQualityMetricsInputDatasetFacet', '1-0-3', metrics),
  facet('input', 'dataQualityAssertions', 'DataQualityAssertionsDatasetFacet', '1-1-0', {
    assertions: [
      { assertion: 'not_null', success: false, column: 'name', severity: 'warn', name: 'ships_have_names' },
    ],
  }),
  facet('input', 'inputStatistics', 'InputStatisticsInputDatasetFacet', '1-0-0', {
    rowCount: 9007199254740993n,
    size: 1024,
    fileCount: 3,
  }),
  facet('input', 'subset', 'BaseSubsetDatasetFacet', '1-0-0', { inputCondition: partition }),
  facet('output', 'outputStatistics', 'OutputStatisticsOutputDatasetFacet', '1-0-2', {
    rowCount: 12,
    size: 512,
    fileCount: 1,
  }),
  facet('output', 'subset', 'BaseSubsetDatasetFacet', '1-0-0', {
    outputCondition: {
      type: 'binary',
      operator: 'AND',
      left: partition,
      right: {
        type: 'compare',
        comparison: 'GREATER_THAN',
        left: { type: 'field', field: 'id' },
        right: { type: 'literal', value: '7' },
      },
    },
  }),
];

/** The text of a run event with one facet and nothing else; numbers beyond 2^53 stand in it as they are. */
export function eventWithFacet({ schema, version, place, key, content }: StandardFacet): string {
  const facets = {
    [key]: {
      _producer: 'https://harbour.example.org',
      _schemaURL: `https://openlineage.io/spec/facets/${version}/${schema}.json`,
      ...content,
    },
  };
  return writeJson({
    eventType: 'COMPLETE',
    eventTime: '2026-03-01T08:00:00Z',
    producer: 'https://harbour.example.org',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: '0195c2a0-0000-7000-8000-00000000cccc', ...(place === 'run' && { facets }) },
    job: { namespace: 'harbour', name: `dock.${place}.${key}`, ...(place === 'job' && { facets }) },
    inputs: [{ ...shipTable, ...(place === 'input' && { inputFacets: facets }) }],
    outputs: [
      {
        ...berthTable,
        ...(place === 'dataset' && { facets }),
        ...(place === 'output' && { outputFacets: facets }),
      },
    ],
  });
}

/** JSON in which a bigint is a number with all of its digits. */
function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'bigint' ? `#${each}#` : each,
  ).replace(/"#(\d+)#"/g, '$1');
}
