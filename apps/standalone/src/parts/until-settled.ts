import pg from 'pg';
import type { QueueParts } from './queue-parts';
import { settle, unfinished } from './settle';

/** Waits for the pipeline to come to rest; ends early when somebody asks to stop. */
export async function untilSettled(
  { sqs, urls }: Pick<QueueParts, 'sqs' | 'urls'>,
  databaseUrl: string,
  deadlineMs: number,
  say: (line: string) => void,
  stop: AbortSignal,
): Promise<boolean> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  // A database that goes away for a while must not end the process; the next look asks again.
  pool.on('error', () => undefined);
  try {
    const look = async () => {
      if (stop.aborted) return { queues: {}, unprojected: 0, unparsed: 0 };
      return await unfinished(sqs, urls, pool);
    };
    return await settle(look, deadlineMs, say);
  } finally {
    await pool.end();
  }
}
