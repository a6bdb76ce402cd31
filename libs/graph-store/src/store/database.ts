import type { PoolClient } from 'pg';
import { type DatabaseAccess, fixedAccess } from '../access/database-access';
import { type Connections, connections } from './connections';
import { isRetryable } from './retryable';

/** Where statements go: a pool, or one transaction of it. */
export interface Queryable {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** A Postgres database. Keeps no session state, so a transaction-pooling proxy in between is fine. */
export interface Database extends Queryable {
  /** Runs `work` in one transaction; tries again when the trouble was transient, so `work` must not leave traces of its own. */
  transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T>;
  /**
   * The same for work that only reads. `begin` opens the transaction and may go on with its settings (`set local …`). It travels with the first
   * statement, and nobody waits for the end: two round trips less, which is a third of the time of a small question.
   */
  read<T>(work: (transaction: Queryable) => Promise<T>, begin: string): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly maxConnections?: number;
  readonly applicationName?: string;
  /** How often a transaction is tried in all. */
  readonly tries?: number;
  /** Called for connections lost while idle, which nobody else would hear of. */
  readonly onIdleError?: (error: Error) => void;
  /** Called with what statements `raise notice`. */
  readonly onNotice?: (notice: string) => void;
}

/** Opens a database by its address, or by a way to it that may change; connects only when first used. */
export function openDatabase(address: string | DatabaseAccess, options: DatabaseOptions = {}): Database {
  const { onNotice, onIdleError = () => undefined } = options;
  const pool = connections(
    typeof address === 'string' ? fixedAccess(address) : address,
    {
      max: options.maxConnections ?? 4,
      application_name: options.applicationName ?? 'tributary',
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      pipeline: true,
    },
    (opened) => {
      opened.on('error', onIdleError);
      if (onNotice === undefined) return;
      opened.on('connect', (client) => {
        client.on('notice', ({ message }) => void (message !== undefined && onNotice(message)));
      });
    },
  );
  const tries = options.tries ?? 5;

  const patiently = async <T>(attempt: () => Promise<T>): Promise<T> => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (tried >= tries || !isRetryable(error)) throw error;
        await pause(tried);
      }
    }
  };

  return {
    query: <Row>(sql: string, parameters: readonly unknown[] = []) =>
      withConnection(pool, (client) => onClient(client).query<Row>(sql, parameters)),
    transaction: (work) => patiently(() => inTransaction(pool, work)),
    read: (work, begin) => patiently(() => inReading(pool, work, begin)),
    close: () => pool.close(),
  };
}

const inTransaction = <T>(pool: Connections, work: (transaction: Queryable) => Promise<T>): Promise<T> =>
  withConnection(pool, async (client, lose) => {
    try {
      await client.query('begin');
      const result = await work(onClient(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(lose);
      throw error;
    }
  });

async function inReading<T>(
  pool: Connections,
  work: (transaction: Queryable) => Promise<T>,
  begin: string,
): Promise<T> {
  const client = await pool.take();
  const lent = watched(client);
  const { stream } = client.connection;
  // In one write with the first statement.
  stream.cork();
  process.nextTick(() => stream.uncork());
  const begun = client.query(begin);
  // Where it fails nothing after it succeeds, and its reason is the one to be told.
  begun.catch(() => undefined);
  try {
    const result = await work(onClient(client));
    await begun;
    return result;
  } catch (error) {
    await begun;
    throw error;
  } finally {
    // Not before whoever waits for the answer has it.
    setImmediate(() => void client.query('rollback').catch(lent.lose).finally(lent.release));
  }
}

/** Lends a connection; one that was lost meanwhile is not used again. */
async function withConnection<T>(
  pool: Connections,
  work: (client: PoolClient, lose: (error: Error) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.take();
  const { lose, release } = watched(client);
  try {
    return await work(client, lose);
  } finally {
    release();
  }
}

/** A connection that goes back to its pool, unless it was lost meanwhile. */
function watched(client: PoolClient): {
  readonly lose: (error: Error) => void;
  readonly release: () => void;
} {
  let lost: Error | undefined;
  const lose = (error: Error): void => void (lost ??= error);
  client.on('error', lose);
  return {
    lose,
    release() {
      client.off('error', lose);
      client.release(lost);
    },
  };
}

const onClient = (client: PoolClient): Queryable => ({
  query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
    (await client.query(sql, [...parameters])).rows as Row[],
});

/** 50, 100, 200 … ms, each stretched by up to double so that two losers of a deadlock do not meet again. */
const pause = (attempt: number): Promise<void> =>
  new Promise((done) => setTimeout(done, 25 * 2 ** attempt * (1 + Math.random())));
