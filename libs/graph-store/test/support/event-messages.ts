import { createHash } from 'node:crypto';
import type { EventDataset, EventEdge, EventObserved } from '@tributary/contracts';
import { table } from './lineage-messages';

export interface EventSpec {
  readonly run: string;
  readonly job?: string;
  readonly type: 'START' | 'RUNNING' | 'COMPLETE' | 'FAIL' | 'ABORT' | 'OTHER';
  /** Seconds of the day, as in `RunSpec`. */
  readonly at: number;
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
  /** `t.a <- s.b` as the column lineage facet has it. */
  readonly edges?: readonly string[];
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  readonly symlinks?: Readonly<Record<string, { namespace: string; name: string }>>;
  readonly receivedAt?: string;
  /** What our engine read in its SQL. */
  readonly sql?: EventObserved['sql'];
}

/** One OpenLineage event as the parser worker understood it. */
export function event(spec: EventSpec): EventObserved {
  const job = { namespace: 'airflow', name: spec.job ?? 'dag.task' };
  const eventTime = new Date(Date.parse('2026-03-01T08:00:00Z') + spec.at * 1_000).toISOString();
  const { receivedAt = '2026-03-02T00:00:00Z', ...said } = spec;
  const body = JSON.stringify(said);
  const dataset =
    (role: EventDataset['role']) =>
    (name: string): EventDataset => ({
      dataset: table(name),
      role,
      columns: spec.columns?.[name]?.map((column) => ({ name: column, type: 'varchar' })) ?? null,
      symlinks: spec.symlinks?.[name] ? [{ name: spec.symlinks[name], type: 'TABLE' }] : [],
      lifecycle: null,
      previousName: null,
      owners: [],
      description: null,
      facets: [],
      deletedFacets: [],
    });
  const edges = (spec.edges ?? []).map((line): EventEdge => {
    const [to, , from] = line.split(' ') as [string, string, string];
    const [[output, outputColumn], [input, inputColumn]] = [to.split('.'), from.split('.')];
    return {
      carrier: 'column-lineage-facet',
      input: table(input!),
      inputColumn: inputColumn!,
      output: table(output!),
      outputColumn: outputColumn!,
      kinds: ['IDENTITY'],
      masking: false,
      description: null,
    };
  });
  return {
    type: 'event-observed',
    version: 1,
    receivedAt,
    envelope: {
      class: 'run',
      eventType: spec.type,
      eventTime,
      eventTimeAsWritten: eventTime,
      run: { id: spec.run, idAsWritten: spec.run },
      job,
      dataset: null,
      producer: 'https://airflow',
      schemaURL: null,
      contentHash: createHash('sha256').update(body).digest('hex'),
      warnings: [],
    },
    run: {
      id: spec.run,
      parent: null,
      root: null,
      externalQuery: null,
      nominalStart: null,
      error: null,
    },
    job: { ...job, integration: 'AIRFLOW', jobType: null, processingType: 'BATCH' },
    datasets: [...(spec.inputs ?? []).map(dataset('input')), ...(spec.outputs ?? []).map(dataset('output'))],
    edges,
    sql: spec.sql ?? [],
    warnings: [],
    body,
  };
}
