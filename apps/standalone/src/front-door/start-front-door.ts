import {
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request as forward,
} from 'node:http';
import { once } from 'node:events';
import { goesToGateway } from './goes-to-gateway';

export interface FrontDoorOptions {
  readonly port: number;
  readonly apiPort: number;
  readonly gatewayPort: number;
}

export interface FrontDoor {
  stop(): Promise<void>;
}

/** Headers of one hop, which are not passed on. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const ofOneHop = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** One address for readers and producers on loopback, as a load balancer makes it in front of the two services. */
export async function startFrontDoor({ port, apiPort, gatewayPort }: FrontDoorOptions): Promise<FrontDoor> {
  const server = createServer((request, response) => {
    pass(request, response, goesToGateway(request) ? gatewayPort : apiPort);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { stop: () => close(server) };
}

function pass(request: IncomingMessage, response: ServerResponse, port: number): void {
  const outgoing = forward({
    host: '127.0.0.1',
    port,
    method: request.method,
    path: request.url,
    headers: withoutHop(request.headers),
  });
  outgoing.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, withoutHop(answer.headers));
    answer.pipe(response);
    // An answer that broke off must not look whole.
    answer.once('error', () => response.destroy());
  });
  outgoing.once('error', () => {
    if (response.headersSent) return void response.destroy();
    // Clients of OpenLineage try again after 503, as they do when the service itself says so.
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' });
    response.end('The service behind this address is starting; ask again in a second.\n');
  });
  response.once('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

const withoutHop = (headers: IncomingMessage['headers']): IncomingMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofOneHop.includes(name)));

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
