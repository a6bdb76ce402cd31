import type { EventEnvelope, EventObserved } from '@tributary/contracts';
import { normalizeRunId } from '../envelope/run-id';
import { type JsonObject, isObject, memberOf, objectAt, textAt } from '../json/json-value';
import { redactText } from '../redact/redact-text';

type Run = NonNullable<EventObserved['run']>;

const MOST_ERROR = 10_000;

/** What the facets of a run say: where it belongs, which query of a warehouse it is, how it failed. */
export function readRun(event: JsonObject, { run }: EventEnvelope): Run | null {
  if (run === null) return null;
  const facets = objectAt(objectAt(event, 'run'), 'facets');
  const parent = parentIn(facets) ?? parentIn(objectAt(objectAt(event, 'job'), 'facets')) ?? {};
  const query = objectAt(facets, 'externalQuery');
  const queryId = textAt(query, 'externalQueryId');
  return {
    id: run.id,
    parent: readRelative(parent, run.id),
    root: readRelative(objectAt(parent, 'root'), null),
    externalQuery: queryId === null ? null : { id: queryId, source: textAt(query, 'source') ?? '' },
    nominalStart: textAt(objectAt(facets, 'nominalTime'), 'nominalStartTime'),
    error: redacted(textAt(objectAt(facets, 'errorMessage'), 'message')),
  };
}

/** The facet may stand with the run or with the job; Airflow before its second provider wrote `parentRun`. */
const parentIn = (facets: JsonObject): JsonObject | null =>
  ['parent', 'parentRun'].map((key) => memberOf(facets, key)).find(isObject) ?? null;

/** A parent or root; null when it is incomplete, or the run itself. */
function readRelative(value: unknown, own: string | null): Run['parent'] {
  const runId = textAt(objectAt(value, 'run'), 'runId');
  const job = objectAt(value, 'job');
  const namespace = textAt(job, 'namespace');
  const name = textAt(job, 'name');
  if (runId === null || namespace === null || name === null) return null;
  const { id } = normalizeRunId(runId, { namespace, name });
  return id === own ? null : { runId: id, job: { namespace, name } };
}

const redacted = (text: string | null): string | null =>
  text === null ? null : redactText(text.slice(0, MOST_ERROR));
