import { splitJsonArray } from '@tributary/openlineage';
import { type Refusal, unavailable } from '../http/refusal';
import type { Sender } from '../keys/key-ring';
import { type AcceptDeps, type Accepted, acceptEvent } from './accept-event';

const MOST_EVENTS = 10_000;
/** Events of one batch that are on their way at a time. */
const AT_ONCE = 100;

/** The answer in the shape of the specification, with an outcome per event beside it. */
export interface BatchAnswer {
  readonly status: 'success' | 'partial_success';
  readonly summary: {
    readonly received: number;
    readonly successful: number;
    readonly failed: number;
    readonly retriable: number;
    readonly non_retriable: number;
  };
  readonly failed_events: readonly {
    readonly index: number;
    readonly reason: string;
    readonly retriable: boolean;
  }[];
  readonly events: readonly unknown[];
}

/** Takes the events of a JSON array one by one: a bad one costs nothing but itself. */
export async function acceptBatch(
  text: string,
  sender: Sender,
  deadlineMs: number,
  deps: AcceptDeps,
): Promise<BatchAnswer | Refusal> {
  const texts = splitJsonArray(text);
  if (texts === null)
    return { status: 400, code: 'not-an-array', detail: 'a batch is one JSON array of events' };
  if (texts.length > MOST_EVENTS)
    return { status: 413, code: 'too-many-events', detail: `a batch has at most ${MOST_EVENTS} events` };

  const until = Date.now() + deadlineMs;
  const outcomes: (Accepted | Refusal)[] = [];
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    const left = until - Date.now();
    const chunk = texts.slice(from, from + AT_ONCE);
    const taken = left > 0 ? chunk.map((one) => acceptEvent(one, sender, left, deps)) : chunk.map(() => late);
    outcomes.push(...(await Promise.all(taken)));
  }
  const answer = answerOf(outcomes);
  const { received, retriable } = answer.summary;
  // Nothing was taken, and all of it may come again: a client that looks at the status alone does the right thing.
  if (received > 0 && retriable === received)
    return unavailable('queue-unavailable', 'the queue accepted none of the events; send them again');
  return answer;
}

const late = unavailable('out-of-time', 'there was no time left for this event; send it again');

function answerOf(outcomes: readonly (Accepted | Refusal)[]): BatchAnswer {
  const failed = outcomes.flatMap((outcome, index) =>
    'id' in outcome ? [] : [{ index, reason: reasonOf(outcome), retriable: outcome.status === 503 }],
  );
  const retriable = failed.filter((event) => event.retriable).length;
  return {
    status: failed.length === 0 ? 'success' : 'partial_success',
    summary: {
      received: outcomes.length,
      successful: outcomes.length - failed.length,
      failed: failed.length,
      retriable,
      non_retriable: failed.length - retriable,
    },
    failed_events: failed,
    events: outcomes.map((outcome, index) =>
      'id' in outcome
        ? { index, status: 'accepted', ...outcome }
        : { index, status: 'refused', code: outcome.code, errors: (outcome.errors ?? []).slice(0, 50) },
    ),
  };
}

const reasonOf = ({ detail, errors = [] }: Refusal): string =>
  errors.length > 1 ? `${detail} (and ${errors.length - 1} more)` : detail;
