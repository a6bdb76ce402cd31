import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { problemOf, sendProblem } from './problem';

const YEAR_MS = 365 * 24 * 3_600_000;

/** The web UI: its files, and its page for every other address a browser opens. */
export function serveWeb(folder: string): RequestHandler {
  const root = path.resolve(folder);
  const router = Router();
  // Vite puts a hash of the content into the names below assets/.
  router.use(
    '/assets',
    express.static(path.join(root, 'assets'), { immutable: true, maxAge: YEAR_MS, fallthrough: true }),
  );
  router.use(
    express.static(root, {
      index: false,
      setHeaders: (response) => void response.set('cache-control', 'no-cache'),
    }),
  );
  router.use((request, response) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') && request.accepts('html') !== false;
    if (!isPage || request.path.startsWith('/assets/')) {
      return sendProblem(
        response,
        problemOf(
          404,
          'unknown-path',
          'No such address',
          `There is no ${request.method} ${request.path}. /docs lists what can be asked.`,
        ),
      );
    }
    if (!existsSync(path.join(root, 'index.html'))) {
      return sendProblem(
        response,
        problemOf(
          404,
          'web-ui-missing',
          'The web UI is not here',
          'No index.html lies in WEB_DIST: build apps/web, or point WEB_DIST to a built one. The API works without it; /docs describes it.',
        ),
      );
    }
    response.set('cache-control', 'no-cache').sendFile('index.html', { root });
  });
  return router;
}
