import type { EventReceived } from '@tributary/contracts';
import type { EventProblem } from './envelope/problem';
import { readEnvelope, tooDeep } from './envelope/read-envelope';
import { isTooDeep } from './json/parse-json';
import { redactEventText } from './redact/redact-event-text';

export type Reception = { readonly message: EventReceived } | { readonly problems: readonly EventProblem[] };

/** The message for a body that a producer sent: secrets overwritten, then the envelope checked and read. */
export function receiveEvent(bodyText: string, receivedAt: string): Reception {
  const withoutMark = bodyText.charCodeAt(0) === 0xfeff ? bodyText.slice(1) : bodyText;
  // First of all: what is nested a million times over must not be looked at any further.
  if (isTooDeep(withoutMark)) return { problems: [tooDeep] };
  const body = redactEventText(withoutMark);
  const reading = readEnvelope(body, receivedAt);
  if ('problems' in reading) return reading;
  return { message: { type: 'event-received', version: 1, receivedAt, envelope: reading.envelope, body } };
}
