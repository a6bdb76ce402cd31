import type { Metrics } from '@tributary/service-kit';
import type { RequestHandler } from 'express';

const outcomes = ['ok', 'refused', 'failed'] as const;
type Outcome = (typeof outcomes)[number];

/** Counts how long answers of one endpoint take, by outcome. */
export function measure(metrics: Metrics, endpointId: string): RequestHandler {
  const durations = metrics.histogram({
    name: `api_${snake(endpointId)}_seconds`,
    help: `time to answer ${endpointId}`,
    labels: { outcome: outcomes },
    buckets: [0.002, 0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  });
  return (_request, response, next) => {
    const from = process.hrtime.bigint();
    response.once('finish', () => {
      const outcome: Outcome =
        response.statusCode >= 500 ? 'failed' : response.statusCode >= 400 ? 'refused' : 'ok';
      durations.observe({ outcome }, Number(process.hrtime.bigint() - from) / 1e9);
    });
    next();
  };
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
