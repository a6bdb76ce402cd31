import { writeFile } from 'node:fs/promises';
import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Component } from './component';

export interface HttpServerOptions {
  readonly name?: string;
  /** An express app, or any request listener. */
  readonly app: RequestListener;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host?: string;
  /** Gets the port as text once the server listens: how a parent process learns a port that the system chose. */
  readonly portFile?: string | undefined;
  /** How long requests in hand may take once the server stops; then their sockets are closed. */
  readonly drainMs?: number;
}

export interface HttpServer extends Component {
  /** The port in use. Throws before `start`. */
  port(): number;
}

const SWEEP_MS = 25;

/** Longer than the 60 s for which a load balancer keeps its side: the side that gives up first must be the one that sends. */
const KEEP_ALIVE_MS = 65_000;

/** An HTTP server that finishes the requests in hand before it stops, and closes idle keep-alive sockets at once. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { app, port, host = '127.0.0.1', portFile, drainMs = 10_000 } = options;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);

  const address = (): AddressInfo => {
    const bound = server.address();
    if (bound === null || typeof bound === 'string') {
      throw new Error('the HTTP server has no port: it was not started, or has stopped');
    }
    return bound;
  };

  return {
    name: options.name ?? 'http',
    port: () => address().port,
    start: async () => {
      await listen(server, port, host);
      if (portFile !== undefined) await writeFile(portFile, `${address().port}\n`);
    },
    stop: async () => {
      if (server.listening) await drain(server, drainMs);
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function drain(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A keep-alive socket turns idle only after its answer; close() alone would wait for the client to hang up.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const insist = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(insist);
}
