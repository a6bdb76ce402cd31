import { type RequestHandler, Router } from 'express';
import type { Described } from '../endpoint';
import { describeApi } from './describe';
import { docsPage } from './docs-page';

/** `/v1/openapi.json`, and the same for people at `/docs`. */
export function serveDocs(endpoints: readonly Described[]): RequestHandler {
  const document = describeApi(endpoints);
  const page = docsPage(endpoints, document);
  const router = Router();
  router.get(
    '/v1/openapi.json',
    (_request, response) => void response.set('cache-control', 'no-cache').json(document),
  );
  router.get(
    '/docs',
    (_request, response) => void response.set('cache-control', 'no-cache').type('html').send(page),
  );
  return router;
}
