import type { GraphReader } from '@tributary/graph-store';
import type { Logger, Metrics } from '@tributary/service-kit';
import compression from 'compression';
import express, { type Express } from 'express';
import { endpoints } from './endpoints';
import { serveExport } from './export/serve-export';
import { catchErrors } from './http/catch-errors';
import { harden } from './http/harden';
import { measure } from './http/measure';
import { noSuchPath } from './http/no-such-path';
import { routeOf } from './http/route-of';
import { serveEndpoint } from './http/serve-endpoint';
import { serveWeb } from './http/serve-web';
import type { KeyRing } from './keys/key-ring';
import { requireKey } from './keys/require-key';
import { marquezEndpoints } from './marquez/endpoints';
import { serveMarquez } from './marquez/serve-marquez';
import { serveDocs } from './openapi/serve-docs';

export interface AppParts {
  readonly reader: GraphReader;
  readonly budgetMs: number;
  /** Null: anybody may ask. */
  readonly keys: KeyRing | null;
  readonly webDist: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The API, its description and the web UI as one request listener. */
export function createApp({ reader, budgetMs, keys, webDist, logger, metrics }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(harden());
  app.use(compression({ filter: isWorthIt }));
  if (keys !== null) app.use(requireKey(keys));

  for (const endpoint of endpoints) {
    const serve = serveEndpoint(endpoint, reader, budgetMs);
    const body = endpoint.body === undefined ? [] : [express.json({ limit: '2mb' })];
    app[endpoint.method](routeOf(endpoint.path), measure(metrics, endpoint.id), ...body, serve);
  }
  app.get('/v1/export', measure(metrics, 'export'), serveExport(reader));
  for (const endpoint of marquezEndpoints) {
    const serve = serveMarquez(endpoint, reader.jobs, budgetMs);
    app.get(routeOf(endpoint.path), measure(metrics, endpoint.id), serve);
  }
  app.use(serveDocs([...endpoints, ...marquezEndpoints]));
  app.use(noSuchPath([...endpoints, ...marquezEndpoints]));
  app.use(serveWeb(webDist));
  app.use(catchErrors(logger));
  return app;
}

/** JSON lines are not in the list of types that are known to shrink. */
const isWorthIt: compression.CompressionFilter = (request, response) =>
  String(response.getHeader('content-type')).startsWith('application/x-ndjson') ||
  compression.filter(request, response);
