import type { QueriesQueueMessage } from '@tributary/contracts';
import { countPending, projectPending, takeReparseRequests, type Database } from '@tributary/graph-store';
import type { Publisher } from '@tributary/messaging';
import { backoff, pause, type Component, type Logger } from '@tributary/service-kit';
import type { WriterMetrics } from './writer-metrics';

export interface ProjectorOptions {
  readonly database: Database;
  readonly queries: Pick<Publisher<QueriesQueueMessage>, 'publish'>;
  readonly pauseMs: number;
  readonly reparsePerMinute: number;
  readonly logger: Logger;
  readonly metrics: WriterMetrics;
}

const COUNT_EVERY_MS = 5_000;
const REPARSES_AT_A_TIME = 500;

/** Keeps the projections true: follows what observations touched, and sends back what is to be parsed again. Any number may run. */
export function createProjector(options: ProjectorOptions): Component {
  const { database, queries, logger, metrics, pauseMs } = options;
  const stopping = new AbortController();
  const allowance = new Allowance(options.reparsePerMinute);
  let loop: Promise<void> | undefined;
  let countedAt = 0;

  const project = async (): Promise<boolean> => {
    const startedAt = performance.now();
    const { marks, stuck, more } = await projectPending(database);
    if (marks === 0) return false;
    for (const each of stuck) {
      const datasets = each.datasets.slice(0, 3).map(({ namespace, name }) => `${namespace} ${name}`);
      const { code, mark, error } = each;
      logger.error(
        { err: error, code, mark, datasets },
        'could not be projected; the graph shows it as it was, and it is tried again after a pause',
      );
      metrics.stuck(code);
    }
    metrics.projected(marks, (performance.now() - startedAt) / 1_000);
    return more;
  };
  const reparse = async (): Promise<void> => {
    const limit = Math.min(REPARSES_AT_A_TIME, allowance.left());
    if (limit === 0) return;
    const sent = await takeReparseRequests(database, limit, (messages) => queries.publish(messages));
    allowance.use(sent);
    metrics.reparsed(sent);
  };
  const count = async (): Promise<void> => {
    if (performance.now() - countedAt < COUNT_EVERY_MS) return;
    metrics.pending(await countPending(database));
    countedAt = performance.now();
  };

  const run = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        const more = await project();
        if (!more) await reparse();
        await count();
        failures = 0;
        await pause(more ? 0 : pauseMs, stopping.signal);
      } catch (error) {
        // Nothing is lost: the marks stay until a projection has followed them.
        logger.error({ err: error, failures }, 'the projection failed and will be tried again');
        await pause(backoff(failures, { firstMs: 500, slowestMs: 30_000 }), stopping.signal);
        failures += 1;
      }
    }
  };

  return {
    name: 'projector',
    start: async () => void (loop = run()),
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

/** So many a minute, and no saved-up rest. */
class Allowance {
  private used = 0;
  private since = performance.now();

  constructor(private readonly perMinute: number) {}

  left(): number {
    if (performance.now() - this.since >= 60_000) {
      this.since = performance.now();
      this.used = 0;
    }
    return Math.max(0, this.perMinute - this.used);
  }

  use(count: number): void {
    this.used += count;
  }
}
