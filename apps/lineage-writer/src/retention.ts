import { addRawEventMonths, pruneRawEvents, type Database } from '@tributary/graph-store';
import { pause, type Clock, type Component, type Logger } from '@tributary/service-kit';
import type { WriterMetrics } from './writer-metrics';

export interface RetentionOptions {
  readonly database: Database;
  /** Raw texts of OpenLineage events older than this go; 0: all are kept. */
  readonly keepDays: number;
  /** Only says what would go. */
  readonly dryRun: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Pick<WriterMetrics, 'pruned'>;
  readonly everyMs?: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Makes room for raw events of the months to come, and lets go of those that are old enough, every hour. Any number may run. */
export function createRetention(options: RetentionOptions): Component {
  const { database, keepDays, dryRun, clock, logger, metrics, everyMs = HOUR_MS } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let loop: Promise<void> | undefined;

  const makeRoom = async (): Promise<void> => {
    const months = await addRawEventMonths(database, clock.now());
    if (months.length > 0) logger.info({ months }, 'raw events of these months have their partitions');
  };
  const prune = async (): Promise<void> => {
    const before = new Date(clock.now().getTime() - keepDays * DAY_MS);
    const { events, bytes } = await pruneRawEvents(database, { before, dryRun, signal });
    if (events === 0) return;
    if (!dryRun) metrics.pruned(events);
    logger.info({ events, bytes, before, dryRun }, dryRun ? 'raw events that would go' : 'raw events gone');
  };
  const attempt = async (work: () => Promise<void>, otherwise: string): Promise<void> => {
    try {
      await work();
    } catch (error) {
      logger.warn({ err: error }, otherwise);
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await attempt(makeRoom, 'raw events of months to come share a partition until the next try');
      if (keepDays > 0) await attempt(prune, 'old raw events stay until the next try');
      await pause(everyMs, signal);
    }
  };

  return {
    name: 'retention',
    start: async () => void (loop = run()),
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}
