import type { EventReceived } from '@tributary/contracts';
import { OWN_PRODUCER, receiveEvent } from '@tributary/openlineage';
import type { Clock, Logger } from '@tributary/service-kit';
import { collectBehind } from '../http/collect-garbage';
import { type Refusal, unavailable } from '../http/refusal';
import type { Sender } from '../keys/key-ring';
import { TooLargeForQueueError } from '../publish/refusing-blob-store';
import type { GatewayMetrics } from '../gateway-metrics';
import { within } from './within';

export interface AcceptDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: GatewayMetrics;
  readonly publish: (message: EventReceived) => Promise<void>;
}

export interface Accepted {
  readonly id: string;
  /** `ignored`: the event is one that we sent ourselves, and has come back in a circle. */
  readonly status?: 'ignored';
  readonly warnings: EventReceived['envelope']['warnings'];
}

/** Checks one event and puts it on the queue; accepted means that the queue has it. */
export async function acceptEvent(
  text: string,
  sender: Sender,
  deadlineMs: number,
  deps: AcceptDeps,
): Promise<Accepted | Refusal> {
  const reception = receiveEvent(text, deps.clock.now().toISOString());
  if ('problems' in reception) {
    deps.metrics.refused('invalid');
    return invalid(reception.problems);
  }
  collectBehind(text.length);
  const { message } = reception;
  const { envelope } = message;
  const namespace = envelope.job?.namespace ?? envelope.dataset?.namespace ?? '';
  if (!sender.mayWrite(namespace)) {
    deps.metrics.refused('forbidden');
    return forbidden(namespace);
  }
  if (envelope.producer === OWN_PRODUCER) {
    deps.metrics.refused('own');
    return { id: envelope.contentHash, status: 'ignored', warnings: envelope.warnings };
  }
  try {
    await within(deadlineMs, deps.publish(message));
  } catch (error) {
    if (error instanceof TooLargeForQueueError) {
      deps.metrics.refused('too-large');
      return { status: 413, code: 'too-large', detail: error.message };
    }
    deps.metrics.refused('unavailable');
    deps.logger.warn(
      { err: error, event: envelope.contentHash, sender: sender.name },
      'not accepted by the queue',
    );
    return unavailable('queue-unavailable', 'the queue did not accept the event; send it again');
  }
  deps.metrics.accepted(envelope);
  return { id: envelope.contentHash, warnings: envelope.warnings };
}

const invalid = (problems: readonly { path: string; code: string; detail: string }[]): Refusal => ({
  status: 400,
  code: 'invalid-event',
  detail: problems[0]?.detail ?? 'not an OpenLineage event',
  errors: problems.map(({ path, code, detail }) => ({ path, rule: code, detail })),
});

const forbidden = (namespace: string): Refusal => ({
  status: 403,
  code: 'namespace-not-allowed',
  detail: `this key may not send events of the namespace '${namespace.slice(0, 200)}'`,
});
