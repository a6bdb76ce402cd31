import { toInstant } from '../observe/instant';
import countRawEvents from '../statements/count-raw-events.sql';
import deleteRawEvents from '../statements/delete-raw-events.sql';
import dropRawEventMonth from '../statements/drop-raw-event-month.sql';
import selectRawEventMonths from '../statements/select-raw-event-months.sql';
import type { Database } from './database';
import { isRetryable } from './retryable';

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
 * Lets go of the texts of OpenLineage events as they were received: months of which all is old enough at once, the rest in steps. What they were
 * understood as stays, so the graph does too; the events themselves can be shown no more.
 */
export async function pruneRawEvents(database: Database, options: PruneOptions): Promise<Pruned> {
  const before = toInstant(options.before.toISOString());
  if (options.dryRun) return (await database.query<Pruned>(countRawEvents, [before]))[0]!;
  let [events, bytes] = [0, 0];
  const count = (gone: Pruned): void => {
    events += gone.events;
    bytes += gone.bytes;
  };
  for (const { month } of await database.query<{ month: string }>(selectRawEventMonths, [before])) {
    if (options.signal?.aborted) break;
    count(await dropMonth(database, month, before));
  }
  while (!options.signal?.aborted) {
    // Tried again when another pruner that drops a month is in the way.
    const [step] = await database.transaction((transaction) =>
      transaction.query<Pruned>(deleteRawEvents, [before, EVENTS_AT_A_TIME]),
    );
    count(step!);
    if (step!.events < EVENTS_AT_A_TIME) break;
  }
  return { events, bytes };
}

/** Nothing goes where something in the month is to stay, or where others are at it for longer than anybody should wait. */
async function dropMonth(database: Database, month: string, before: string): Promise<Pruned> {
  try {
    const [gone] = await database.transaction((transaction) =>
      transaction.query<Pruned>(dropRawEventMonth, [month, before]),
    );
    return gone!;
  } catch (error) {
    if (isRetryable(error)) return { events: 0, bytes: 0 };
    throw error;
  }
}
