import type { EventEnvelope, EventObserved } from '@tributary/contracts';
import { type JsonObject, objectAt, textAt } from '../json/json-value';

/** The job, with what it says of its own kind. */
export function readJob(event: JsonObject, { job }: EventEnvelope): EventObserved['job'] {
  if (job === null) return null;
  const type = objectAt(objectAt(objectAt(event, 'job'), 'facets'), 'jobType');
  return {
    ...job,
    integration: textAt(type, 'integration'),
    jobType: textAt(type, 'jobType'),
    processingType: textAt(type, 'processingType'),
    contentMode: textAt(objectAt(type, 'emissionPattern'), 'eventContentMode'),
  };
}
