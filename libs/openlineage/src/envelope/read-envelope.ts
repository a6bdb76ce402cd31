import { createHash } from 'node:crypto';
import type { EventEnvelope } from '@tributary/contracts';
import { parseJson } from '../json/parse-json';
import { type JsonObject, isObject, textAt } from '../json/json-value';
import { readEventTime } from './event-time';
import { Findings } from './findings';
import type { EventProblem } from './problem';
import { checkDatasets, checkFacets, readDatasetName, readJobName } from './read-names';
import { normalizeRunId } from './run-id';

export type EnvelopeReading =
  { readonly envelope: EventEnvelope } | { readonly problems: readonly EventProblem[] };

/**
 * Checks the frame of an OpenLineage event and normalises it; facets are nobody's business here.
 * Refused: what has no time, no identity, or lists that are none. Everything else is accepted with warnings, because a refused
 * event is lost: no client sends it again.
 * `text` is the redacted body; `receivedAt` tells a time that lies in the future.
 */
export function readEnvelope(text: string, receivedAt: string): EnvelopeReading {
  const parsed = parseJson(text);
  if ('error' in parsed) return { problems: [unreadable(parsed.error)] };
  const event = parsed.value;
  if (!isObject(event))
    return { problems: [{ code: 'not-an-object', path: '', detail: 'an event is a JSON object' }] };

  const found = new Findings();
  const eventClass = classOf(event, found);
  const time = timeOf(event, receivedAt, found);
  const job = eventClass === 'run' || eventClass === 'job' ? readJobName(event['job'], found) : null;
  const dataset = eventClass === 'dataset' ? readDatasetName(event['dataset'], 'dataset', found) : null;
  const run = eventClass === 'run' ? runOf(event, job, found) : null;
  const eventType = eventClass === 'run' ? eventTypeOf(event, found) : null;
  for (const owner of ['run', 'job', 'dataset']) checkFacets(event[owner], owner, found);
  checkDatasets(event, 'inputs', found);
  checkDatasets(event, 'outputs', found);
  for (const key of ['producer', 'schemaURL'])
    if (textAt(event, key) === null) found.warn('incomplete', `${key} is missing`);

  if (found.problems.length > 0 || eventClass === null || time === null) return { problems: found.problems };
  return {
    envelope: {
      class: eventClass,
      eventType,
      eventTime: time,
      eventTimeAsWritten: String(event['eventTime']),
      run,
      job,
      dataset,
      producer: textAt(event, 'producer'),
      schemaURL: textAt(event, 'schemaURL'),
      contentHash: createHash('sha256').update(text).digest('hex'),
      warnings: found.warnings,
    },
  };
}

const unreadable = (error: 'malformed' | 'too-deep'): EventProblem =>
  error === 'too-deep'
    ? tooDeep
    : { code: 'not-json', path: '', detail: 'the body is not one JSON document' };

export const tooDeep: EventProblem = {
  code: 'too-deep',
  path: '',
  detail: 'the body is nested more than 1000 levels deep',
};

/** By shape: real events carry every schemaURL there is, or none. */
function classOf(event: JsonObject, found: Findings): EventEnvelope['class'] | null {
  const has = (key: string): boolean => event[key] !== undefined && event[key] !== null;
  if (has('run')) return 'run';
  if (has('job') && has('dataset')) {
    found.refuse('ambiguous-class', '', 'the event has both job and dataset, but no run');
    return null;
  }
  if (has('job')) return 'job';
  if (has('dataset')) return 'dataset';
  found.refuse('not-an-event', '', 'the event has neither run, nor job, nor dataset');
  return null;
}

function timeOf(event: JsonObject, receivedAt: string, found: Findings): string | null {
  const written = event['eventTime'];
  if (written === undefined || written === null || written === '') {
    found.refuse('missing', 'eventTime', 'eventTime is missing');
    return null;
  }
  const time = typeof written === 'string' ? readEventTime(written) : null;
  if (time === null) {
    found.refuse('not-a-time', 'eventTime', 'eventTime must be an ISO 8601 date and time');
    return null;
  }
  if (!time.offsetKnown) found.warn('no-offset', 'eventTime has no offset and was read as UTC');
  if (Date.parse(time.instant) > Date.parse(receivedAt) + 86_400_000)
    found.warn('future', 'eventTime lies more than a day in the future');
  return time.instant;
}

function runOf(
  event: JsonObject,
  job: EventEnvelope['job'],
  found: Findings,
): { readonly id: string; readonly idAsWritten: string } | null {
  if (!isObject(event['run'])) {
    found.refuse('wrong-type', 'run', 'run must be an object with runId');
    return null;
  }
  const written = event['run']['runId'];
  if (written === undefined || written === null || written === '') {
    found.refuse('missing', 'run.runId', 'run.runId is missing or empty');
    return null;
  }
  if (typeof written !== 'string') {
    found.refuse('wrong-type', 'run.runId', 'run.runId must be a text');
    return null;
  }
  if (job === null) return null;
  const { id, derived } = normalizeRunId(written, job);
  if (derived) found.warn('run-id-not-a-uuid', `run.runId is no UUID; the run is known as ${id}`);
  return { id, idAsWritten: written };
}

const TYPES: readonly string[] = ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'];

function eventTypeOf(event: JsonObject, found: Findings): EventEnvelope['eventType'] {
  const written = event['eventType'];
  if (written === undefined || written === null) {
    found.warn('incomplete', 'eventType is missing');
    return null;
  }
  const upper = typeof written === 'string' ? written.toUpperCase() : '';
  if (TYPES.includes(upper)) {
    if (upper !== written) found.warn('event-type-case', 'eventType is not in upper case');
    return upper as EventEnvelope['eventType'];
  }
  found.warn('unknown-event-type', 'eventType is not one of the six and was read as OTHER');
  return 'OTHER';
}
