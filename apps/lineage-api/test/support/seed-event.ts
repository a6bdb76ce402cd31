import { createHash } from 'node:crypto';
import { eventObserved, type DatasetName, type EventObserved } from '@tributary/contracts';
import { type Database, projectPending, storeObservations } from '@tributary/graph-store';

export interface EventSpec {
  readonly runId: string;
  readonly job: string;
  readonly type: 'START' | 'COMPLETE' | 'FAIL';
  readonly at: string;
  readonly inputs?: readonly DatasetName[];
  readonly outputs?: readonly DatasetName[];
  /** The column of each input that becomes `id` of each output. */
  readonly reads?: string;
  readonly jobFacets?: Readonly<Record<string, unknown>>;
  readonly runFacets?: Readonly<Record<string, unknown>>;
  /** What is said of every input, and of every output, beside its name. */
  readonly ofInputs?: Readonly<Record<string, unknown>>;
  readonly ofOutputs?: Readonly<Record<string, unknown>>;
}

/** Stores and projects OpenLineage events of jobs in the namespace `airflow`. */
export async function seedEvents(database: Database, specs: readonly EventSpec[]): Promise<void> {
  await database.transaction((transaction) => storeObservations(transaction, specs.map(event)));
  while ((await projectPending(database)).more);
}

function event(spec: EventSpec): EventObserved {
  const job = { namespace: 'airflow', name: spec.job };
  const dataset = (role: 'input' | 'output') => (name: DatasetName) => ({
    dataset: name,
    role,
    columns: role === 'input' ? null : [{ name: 'id', type: 'bigint' }],
    symlinks: [],
    lifecycle: null,
    previousName: null,
    owners: [],
    description: null,
    facets: [],
    deletedFacets: [],
  });
  const { inputs = [], outputs = [] } = spec;
  const body = JSON.stringify({
    eventType: spec.type,
    eventTime: spec.at,
    run: { runId: spec.runId, facets: { processing_engine: { name: 'engine' }, ...spec.runFacets } },
    job: { ...job, facets: spec.jobFacets ?? {} },
    inputs: inputs.map((input) => ({ ...input, ...spec.ofInputs })),
    outputs: outputs.map((output) => ({ ...output, ...spec.ofOutputs })),
  });
  return eventObserved.parse({
    type: 'event-observed',
    version: 1,
    receivedAt: spec.at,
    envelope: {
      class: 'run',
      eventType: spec.type,
      eventTime: spec.at,
      eventTimeAsWritten: spec.at,
      run: { id: spec.runId, idAsWritten: spec.runId },
      job,
      dataset: null,
      producer: 'https://airflow',
      schemaURL: null,
      contentHash: createHash('sha256').update(body).digest('hex'),
      warnings: [],
    },
    run: {
      id: spec.runId,
      parent: null,
      root: null,
      externalQuery: null,
      nominalStart: null,
      error: spec.type === 'FAIL' ? 'no connection' : null,
    },
    job: { ...job, integration: 'AIRFLOW', jobType: null, processingType: 'BATCH' },
    datasets: [...inputs.map(dataset('input')), ...outputs.map(dataset('output'))],
    edges: outputs.flatMap((output) =>
      inputs.map((input) => ({
        carrier: 'column-lineage-facet',
        input,
        inputColumn: spec.reads ?? 'id',
        output,
        outputColumn: 'id',
        kinds: ['IDENTITY'],
        masking: true,
        description: null,
      })),
    ),
    sql: [],
    warnings: [],
    body,
  });
}
