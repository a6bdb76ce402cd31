import type { RequestListener } from 'node:http';
import { type HttpServer, createHttpServer } from './http-server';
import type { Metrics } from './metrics';
import type { ProcessConfig } from './process-config';

/** Answers `/live` always, `/ready` with 503 until everything has started, and `/metrics` for Prometheus. */
export function createHealthServer(deps: {
  readonly config: Pick<ProcessConfig, 'HEALTH_HOST'> & { readonly HEALTH_PORT: number };
  readonly metrics: Metrics;
  readonly isReady: () => boolean;
}): HttpServer {
  const listener: RequestListener = (request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    const answer = (status: number, text: string, contentType = 'text/plain; charset=utf-8'): void => {
      response.writeHead(status, { 'content-type': contentType }).end(text);
    };
    if (path === '/live') return answer(200, 'live\n');
    if (path === '/ready') return deps.isReady() ? answer(200, 'ready\n') : answer(503, 'not ready\n');
    if (path !== '/metrics') return answer(404, 'only /live, /ready and /metrics are served here\n');
    deps.metrics.exposition().then(
      ({ contentType, text }) => answer(200, text, contentType),
      (error: unknown) => answer(500, `${String(error)}\n`),
    );
  };
  return createHttpServer({
    name: 'health',
    app: listener,
    port: deps.config.HEALTH_PORT,
    host: deps.config.HEALTH_HOST,
    drainMs: 1_000,
  });
}
