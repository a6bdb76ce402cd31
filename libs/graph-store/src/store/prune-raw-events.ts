import { toInstant } from '../observe/instant';
import countRawEvents from '../statements/count-raw-events.sql';
import deleteRawEvents from '../statements/delete-raw-events.sql';
import type { Database } from './database';

export interface PruneOptions {
  /** Texts received before this instant go. */
  readonly before: Date;
  /** Only counts. */
  readonly dryRun?: boolean;
  /** Stops between two steps. */
  readonly signal?: AbortSignal;
}

export interface Pruned {
  readonly events: number;
  readonly bytes: number;
}

// Short transactions: nobody waits for one, and what is gone stays gone when the next one fails.
const EVENTS_AT_A_TIME = 2_000;

/**
 * Lets go of the texts of OpenLineage events as they were received. What they were understood as stays, so the graph does too; the events
 * themselves can be shown no more.
 */
export async function pruneRawEvents(database: Database, options: PruneOptions): Promise<Pruned> {
  const before = toInstant(options.before.toISOString());
  if (options.dryRun) return (await database.query<Pruned>(countRawEvents, [before]))[0]!;
  let [events, bytes] = [0, 0];
  while (!options.signal?.aborted) {
    const [step] = await database.query<Pruned>(deleteRawEvents, [before, EVENTS_AT_A_TIME]);
    events += step!.events;
    bytes += step!.bytes;
    if (step!.events < EVENTS_AT_A_TIME) break;
  }
  return { events, bytes };
}
