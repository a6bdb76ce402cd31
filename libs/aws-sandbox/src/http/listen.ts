import { type IncomingMessage, type RequestListener, createServer } from 'node:http';
import type { Socket } from 'node:net';

export interface ListenOptions {
  /** 0 or absent: a free one. */
  readonly port?: number | undefined;
  /** Loopback unless said otherwise: the sandbox knows no credentials. */
  readonly host?: string | undefined;
  /** Sees every request before it is answered: to count them, or to let something happen at one of them. */
  readonly onRequest?: ((request: IncomingMessage) => void) | undefined;
}

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Stops listening and ends open connections, long polls included. */
  stop(): Promise<void>;
}

/** Serves HTTP; resolves when the port is open. Throws when it is taken. */
export async function listen(
  handler: RequestListener,
  { port = 0, host = '127.0.0.1', onRequest }: ListenOptions = {},
): Promise<Listening> {
  const server = createServer();
  if (onRequest !== undefined) server.on('request', onRequest);
  server.on('request', handler);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  const opened = typeof address === 'object' && address !== null ? address.port : port;
  return {
    port: opened,
    endpoint: `http://127.0.0.1:${opened}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
