import { Pool, type PoolClient, type PoolConfig } from 'pg';
import type { ConnectionSettings } from '../access/connection-settings';
import type { DatabaseAccess } from '../access/database-access';
import { explainConnection, isRefusedLogin } from '../access/refused-connection';

export interface Connections {
  /** A connection that is the caller's until it is released. */
  take(): Promise<PoolClient>;
  close(): Promise<void>;
}

/**
 * Between changing a password and naming the new one, a rotation takes some seconds in which neither the old secret nor any other works;
 * callers wait so long before they hear of it.
 */
const PATIENCE_MS = 15_000;
const BETWEEN_TRIES_MS = 500;

/** A pool with the settings of the moment. When they change the next caller gets a new pool, and the old one ends once nobody needs it. */
export function connections(
  access: DatabaseAccess,
  options: PoolConfig,
  onPool: (pool: Pool) => void,
): Connections {
  let open: PoolInUse | undefined;
  const ending = new Set<Promise<void>>();

  const retire = (pool: PoolInUse): void => {
    const ended = pool.end().finally(() => ending.delete(ended));
    ending.add(ended);
  };
  const poolOf = (settings: ConnectionSettings): PoolInUse => {
    if (open?.settings === settings) return open;
    if (open !== undefined) retire(open);
    open = new PoolInUse(settings, options, onPool);
    return open;
  };

  return {
    async take() {
      const deadline = Date.now() + PATIENCE_MS;
      let settings = await access.current();
      for (;;) {
        try {
          return await poolOf(settings).connect();
        } catch (error) {
          if (!isRefusedLogin(error) || access.renewed === undefined || Date.now() > deadline)
            throw explainConnection(error);
        }
        const next = await access.renewed();
        if (next === settings) await new Promise((done) => setTimeout(done, BETWEEN_TRIES_MS));
        settings = next;
      }
    },
    async close() {
      if (open !== undefined) retire(open);
      open = undefined;
      await Promise.all(ending);
    },
  };
}

/** A pool that knows who waits for it: pg's own `end` would leave them waiting for ever. */
class PoolInUse {
  private readonly pool: Pool;
  private readonly waiting = new Set<Promise<unknown>>();

  constructor(
    readonly settings: ConnectionSettings,
    options: PoolConfig,
    onPool: (pool: Pool) => void,
  ) {
    const { url, ssl } = settings;
    this.pool = new Pool({ ...options, connectionString: url, ...(ssl !== undefined && { ssl }) });
    onPool(this.pool);
  }

  async connect(): Promise<PoolClient> {
    const connected = this.pool.connect();
    this.waiting.add(connected);
    return await connected.finally(() => this.waiting.delete(connected));
  }

  async end(): Promise<void> {
    while (this.waiting.size > 0) await Promise.allSettled(this.waiting);
    await this.pool.end();
  }
}
