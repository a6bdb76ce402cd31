import net from 'node:net';
import pg from 'pg';

export interface PoolingProxy {
  /** The database's address through the proxy. */
  readonly url: string;
  /** Clients that have been connected. */
  clients(): number;
  /** Transactions that each connection to the server has carried. */
  transactions(): readonly number[];
  stop(): Promise<void>;
}

/**
 * A proxy that pools by transaction, as PgBouncer and RDS Proxy do: a client has a connection to the server for as long as one transaction
 * lasts, and its next one goes over the next connection in turn. Whatever a client leaves in a session (`set`, a lock,
 * a prepared statement) is not there any more when it looks for it, and is there for somebody else.
 */
export async function poolingProxy(url: string, connections: number): Promise<PoolingProxy> {
  const servers = await Promise.all(Array.from({ length: connections }, () => ServerConnection.open(url)));
  const free = [...servers];
  const waiting: ClientConnection[] = [];
  const sockets = new Set<net.Socket>();
  let clients = 0;

  const serve = (): void => {
    while (free.length > 0 && waiting.length > 0) waiting.shift()!.begin(free.shift()!);
  };
  const listener = net.createServer((socket) => {
    clients += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    new ClientConnection(
      socket,
      (client) => {
        waiting.push(client);
        serve();
      },
      (server) => {
        free.push(server);
        serve();
      },
    );
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((listener.address() as net.AddressInfo).port);

  return {
    url: through.href,
    clients: () => clients,
    transactions: () => servers.map((server) => server.transactions),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** Cuts a stream of the protocol's messages: a letter, then the length of what follows, itself included. */
class Messages {
  private rest = Buffer.alloc(0);

  constructor(private readonly onMessage: (letter: string, message: Buffer) => void) {}

  add(data: Buffer): void {
    this.rest = Buffer.concat([this.rest, data]);
    while (this.rest.length >= 5) {
      const end = 1 + this.rest.readInt32BE(1);
      if (this.rest.length < end) return;
      const message = this.rest.subarray(0, end);
      this.rest = this.rest.subarray(end);
      this.onMessage(String.fromCharCode(message[0]!), message);
    }
  }
}

/** A connection to the server that `pg` has logged in, and whose stream is ours from then on. */
class ServerConnection {
  transactions = 0;
  private onMessage: (letter: string, message: Buffer) => void = () => undefined;

  private constructor(private readonly stream: net.Socket) {
    const messages = new Messages((letter, message) => this.onMessage(letter, message));
    stream.on('data', (data: Buffer) => messages.add(data));
    stream.on('error', () => undefined);
  }

  static async open(url: string): Promise<ServerConnection> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { stream } = (client as unknown as { connection: { stream: net.Socket } }).connection;
    for (const event of ['data', 'close', 'error', 'end']) stream.removeAllListeners(event);
    return new ServerConnection(stream);
  }

  lend(onMessage: (letter: string, message: Buffer) => void): void {
    this.transactions += 1;
    this.onMessage = onMessage;
  }

  write(message: Buffer): void {
    this.stream.write(message);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.stream.once('close', resolve));
    this.stream.end(Buffer.from([0x58, 0, 0, 0, 4]));
    await closed;
  }
}

const SSL_REQUEST = 80_877_103;
const loggedIn = Buffer.concat([
  Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]),
  Buffer.from([0x4b, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 1]),
  Buffer.from([0x5a, 0, 0, 0, 5, 0x49]),
]);
const rollback = Buffer.concat([Buffer.from([0x51, 0, 0, 0, 13]), Buffer.from('rollback\0')]);

/** One client: whoever reaches the proxy is logged in, and waits for a server when it has something to say. */
class ClientConnection {
  private server: ServerConnection | null = null;
  private readonly queued: Buffer[] = [];
  private asked = false;
  /** Answers that end with ReadyForQuery and are still to come. */
  private outstanding = 0;
  private started = false;
  private gone = false;

  constructor(
    private readonly socket: net.Socket,
    private readonly ask: (client: ClientConnection) => void,
    private readonly giveBack: (server: ServerConnection) => void,
  ) {
    const messages = new Messages((letter, message) => this.send(letter, message));
    socket.on('data', (data: Buffer) => {
      if (this.started) messages.add(data);
      else messages.add(this.logIn(data));
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.leave());
  }

  /** Runs over `server` until its transaction is over. */
  begin(server: ServerConnection): void {
    this.asked = false;
    if (this.gone) return this.giveBack(server);
    this.server = server;
    server.lend((letter, message) => this.answer(letter, message));
    for (const message of this.queued.splice(0)) this.forward(message);
  }

  private logIn(data: Buffer): Buffer {
    if (data.readInt32BE(4) === SSL_REQUEST) {
      this.socket.write('N');
      return Buffer.alloc(0);
    }
    this.started = true;
    this.socket.write(loggedIn);
    return data.subarray(data.readInt32BE(0));
  }

  private send(letter: string, message: Buffer): void {
    if (letter === 'X') return;
    if (this.server !== null) return this.forward(message);
    this.queued.push(message);
    if (this.asked) return;
    this.asked = true;
    this.ask(this);
  }

  private forward(message: Buffer): void {
    const letter = String.fromCharCode(message[0]!);
    if (letter === 'Q' || letter === 'S') this.outstanding += 1;
    this.server!.write(message);
  }

  private answer(letter: string, message: Buffer): void {
    if (!this.gone) this.socket.write(message);
    if (letter !== 'Z') return;
    this.outstanding -= 1;
    if (this.outstanding > 0) return;
    if (message[5] === 0x49) this.end();
    else if (this.gone) this.forward(rollback);
  }

  private end(): void {
    const { server } = this;
    this.server = null;
    if (server !== null) this.giveBack(server);
  }

  /** A client that goes in the midst of a transaction leaves none behind. */
  private leave(): void {
    this.gone = true;
    if (this.server !== null && this.outstanding === 0) this.forward(rollback);
  }
}
