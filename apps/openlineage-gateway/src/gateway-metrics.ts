import type { EventEnvelope } from '@tributary/contracts';
import { type EnvelopeWarningCode, envelopeWarningCodes } from '@tributary/openlineage';
import type { Metrics } from '@tributary/service-kit';

const producers = ['airflow', 'dbt', 'spark', 'flink', 'hive', 'trino', 'other'] as const;
type Producer = (typeof producers)[number];
const reasons = ['invalid', 'forbidden', 'unavailable', 'too-large', 'own'] as const;
const statuses = ['200', '201', '400', '401', '403', '404', '405', '413', '415', '503'] as const;

export interface GatewayMetrics {
  accepted(envelope: EventEnvelope): void;
  refused(reason: (typeof reasons)[number]): void;
  answered(status: number, milliseconds: number): void;
  inHand(requests: number): void;
}

/** What the gateway counts; labels are short closed lists, whatever producers call themselves. */
export function gatewayMetrics(metrics: Metrics): GatewayMetrics {
  const accepted = metrics.counter({
    name: 'events_accepted_total',
    help: 'events on the queue',
    labels: { producer: producers },
  });
  const warnings = metrics.counter({
    name: 'event_warnings_total',
    help: 'oddities in the frames of accepted events',
    labels: { code: envelopeWarningCodes, producer: producers },
  });
  const refused = metrics.counter({
    name: 'events_refused_total',
    help: 'events that were not accepted',
    labels: { reason: reasons },
  });
  const answers = metrics.histogram({
    name: 'gateway_answer_seconds',
    help: 'time from the head of a request to its answer',
    labels: { status: statuses },
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  });
  const inHand = metrics.gauge({ name: 'gateway_requests_in_hand', help: 'requests in hand', labels: {} });
  return {
    accepted: (envelope) => {
      const producer = producerOf(envelope.producer);
      accepted.add({ producer });
      for (const { code } of envelope.warnings) warnings.add({ code: code as EnvelopeWarningCode, producer });
    },
    refused: (reason) => refused.add({ reason }),
    answered: (status, milliseconds) => {
      const known = statuses.find((one) => one === String(status));
      if (known !== undefined) answers.observe({ status: known }, milliseconds / 1_000);
    },
    inHand: (requests) => inHand.set({}, requests),
  };
}

/** `https://github.com/OpenLineage/OpenLineage/tree/1.40.0/integration/spark` → `spark`. */
const producerOf = (producer: string | null): Producer =>
  producers.find((name) => producer?.toLowerCase().includes(name)) ?? 'other';
