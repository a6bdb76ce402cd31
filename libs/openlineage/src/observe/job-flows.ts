import { type JsonObject, listAt, memberOf, objectAt, textAt } from '../json/json-value';

/** One side of a flow as it is written; a job without namespace and name is the event's own. */
export interface FlowEnd {
  readonly type: 'DATASET' | 'JOB';
  readonly namespace: string | null;
  readonly name: string | null;
}

/** Data that goes into a job, or out of one, by a `lineage` facet: no lineage between datasets. */
export interface JobFlow {
  readonly from: FlowEnd;
  readonly into: FlowEnd;
}

/** The entries of a job's `lineage` facet that name a job on either side. */
export function readJobFlows(event: JsonObject): JobFlow[] {
  const facet = memberOf(objectAt(objectAt(event, 'job'), 'facets'), 'lineage');
  return listAt(facet, 'entries').flatMap((entry) => {
    const into = readEnd(entry);
    return listAt(entry, 'inputs').flatMap((input) => {
      const from = readEnd(input);
      return from !== null && into !== null && (from.type === 'JOB' || into.type === 'JOB')
        ? [{ from, into }]
        : [];
    });
  });
}

function readEnd(value: unknown): FlowEnd | null {
  const type = textAt(value, 'type')?.toUpperCase();
  if (type !== 'JOB' && type !== 'DATASET') return null;
  return { type, namespace: textAt(value, 'namespace'), name: textAt(value, 'name') };
}
