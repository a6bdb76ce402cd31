import {
  type Analysis,
  type EdgeKind,
  type Execution,
  type LineageExtracted,
  type OutputEffect,
  type Source,
  isDirect,
} from '@tributary/contracts';
import { displayName } from '@tributary/identity';
import { uuidV5 } from '../envelope/run-id';
import { type EmittedDataset, type EmittedRunEvent, facet, frameOf } from './openlineage-event';

/** Fixed for ever: a statement that is read again must be the run that it was. */
const RUNS = '0d6a4b0e-6f39-5b0f-8d1c-9a53f1f0c2e7';

/**
 * A run event for each execution that has written something and was not rolled back. Which events they are hangs on the executions alone, so that one told
 * twice is known as one; what they say is as good as the schemas known when the statement was read.
 */
export function runEventsOf({ source, analysis, executions }: LineageExtracted): EmittedRunEvent[] {
  if (analysis.outputs.length === 0 && !analysis.schemaChanges.some(({ kind }) => kind === 'rename-table'))
    return [];
  return executions
    .filter(({ status, transaction }) => status === 'success' && transaction !== 'rolled-back')
    .map((execution) => runEvent(source, analysis, execution));
}

function runEvent(source: Source, analysis: Analysis, execution: Execution): EmittedRunEvent {
  const { sessionId, executionId } = execution;
  const named = analysis.datasets.map((dataset) => nameOf(dataset, sessionId));
  return {
    ...frameOf('RunEvent', execution.endedAt),
    eventType: 'COMPLETE',
    run: {
      runId: uuidV5(RUNS, `${source.id}|${executionId}`),
      facets: {
        ...(execution.origin === 'history' && {
          externalQuery: facet('1-0-2', 'ExternalQueryRunFacet', {
            externalQueryId: executionId,
            source: source.kind === 'athena' ? 'awsathena' : source.kind,
          }),
        }),
      },
    },
    job: {
      namespace: source.namespace,
      name: jobName(analysis),
      facets: {
        sql: facet('1-1-0', 'SQLJobFacet', { query: analysis.sql, dialect: analysis.dialect }),
        jobType: facet('2-0-4', 'JobTypeJobFacet', {
          processingType: 'BATCH',
          integration: source.kind.toUpperCase(),
          jobType: 'QUERY',
        }),
      },
    },
    inputs: analysis.inputs.map((index) => asDataset(index, analysis, named)),
    outputs: writtenIn(analysis).map(([index, effect]) => asDataset(index, analysis, named, effect)),
  };
}

/** Statements that differ in literals alone are runs of one job: `mart.daily_revenue.insert.3fa94c01e2d7`. */
function jobName({ datasets, outputs, schemaChanges, statementKind, shapeHash }: Analysis): string {
  const rename = schemaChanges.find((change) => change.kind === 'rename-table');
  const first = outputs[0]?.dataset ?? (rename?.kind === 'rename-table' ? rename.to : 0);
  const name = displayName(datasets[first]!);
  return `${name}.${statementKind.toLowerCase()}.${shapeHash.slice(0, 12)}`;
}

/** Every dataset that is written, once, with the last thing done to it; the new name of a renamed one. */
function writtenIn({ outputs, schemaChanges }: Analysis): (readonly [number, OutputEffect | null])[] {
  const written = new Map<number, OutputEffect | null>(
    outputs.map(({ dataset, effect }) => [dataset, effect]),
  );
  for (const change of schemaChanges)
    if (change.kind === 'rename-table' && !written.has(change.to)) written.set(change.to, null);
  return [...written];
}

/** A temp table lives in its session, and its name says so: two sessions' `#t` are two tables. */
const nameOf = (dataset: Analysis['datasets'][number], sessionId: string | null): EmittedDataset => ({
  namespace: dataset.namespace,
  name: dataset.temp ? `${dataset.name}#${sessionId ?? 'unknown-session'}` : dataset.name,
});

function asDataset(
  index: number,
  analysis: Analysis,
  named: readonly EmittedDataset[],
  effect?: OutputEffect | null,
): EmittedDataset {
  const facets: Record<string, object> = {};
  if (analysis.datasets[index]!.temp)
    facets['datasetType'] = facet('1-0-1', 'DatasetTypeDatasetFacet', {
      datasetType: 'TABLE',
      subType: 'TEMPORARY',
    });
  if (effect !== undefined) {
    const columns = analysis.definedColumns.find(({ dataset }) => dataset === index)?.columns ?? null;
    if (columns !== null) facets['schema'] = schemaOf(columns);
    const change = changeOf(index, effect, analysis, named);
    if (change !== null)
      facets['lifecycleStateChange'] = facet('1-0-1', 'LifecycleStateChangeDatasetFacet', change);
    const lineage = columnLineageOf(index, analysis, named);
    if (lineage !== null) facets['columnLineage'] = facet('1-2-0', 'ColumnLineageDatasetFacet', lineage);
  }
  return Object.keys(facets).length === 0 ? named[index]! : { ...named[index]!, facets };
}

/** A schema facet; a type that is not known is left out. */
export const schemaOf = (
  columns: readonly { readonly name: string; readonly type: string | null }[],
): object =>
  facet('1-2-0', 'SchemaDatasetFacet', {
    fields: columns.map(({ name, type }) => ({ name, ...(type !== null && { type }) })),
  });

const CHANGES: Readonly<Partial<Record<OutputEffect, string>>> = {
  replace: 'OVERWRITE',
  define: 'CREATE',
  create: 'CREATE',
  truncate: 'TRUNCATE',
  drop: 'DROP',
};

function changeOf(
  index: number,
  effect: OutputEffect | null,
  { schemaChanges }: Analysis,
  named: readonly EmittedDataset[],
): object | null {
  for (const change of schemaChanges)
    if (change.kind === 'rename-table' && change.to === index) {
      const { namespace, name } = named[change.from]!;
      return { lifecycleStateChange: 'RENAME', previousIdentifier: { namespace, name } };
    }
  const word = effect === null ? undefined : CHANGES[effect];
  return word === undefined ? null : { lifecycleStateChange: word };
}

/** What flows into each column, and under `dataset` what decides about all of them. A star over an unknown table is no field: its table is an input. */
function columnLineageOf(index: number, analysis: Analysis, named: readonly EmittedDataset[]): object | null {
  const inputField = ({
    dataset,
    column,
    kinds,
    masking,
  }: Analysis['columns'][number]['sources'][number]) => ({
    namespace: named[dataset]!.namespace,
    name: named[dataset]!.name,
    field: column,
    transformations: kinds.map((kind) => transformationOf(kind, masking)),
  });
  const fields = new Map<string, { inputFields: ReturnType<typeof inputField>[] }>();
  const add = (column: string, source: Parameters<typeof inputField>[0]): void => {
    const field = fields.get(column) ?? { inputFields: [] };
    fields.set(column, field);
    field.inputFields.push(inputField(source));
  };
  const whole: ReturnType<typeof inputField>[] = [];
  for (const { dataset, column, sources } of analysis.columns) {
    if (dataset !== index || column === '*') continue;
    for (const source of sources) if (source.column !== '*') add(column, source);
  }
  for (const { dataset, columns, source } of analysis.influences) {
    if (dataset !== index || source.column === '*') continue;
    if (columns === null) whole.push(inputField(source));
    else for (const column of columns) add(column, source);
  }
  if (fields.size === 0 && whole.length === 0) return null;
  return { fields: Object.fromEntries(fields), ...(whole.length > 0 && { dataset: whole }) };
}

const transformationOf = (kind: EdgeKind, masking: boolean): object => ({
  type: isDirect(kind) ? 'DIRECT' : 'INDIRECT',
  ...(kind !== 'UNSPECIFIED' && { subtype: kind }),
  masking,
});
