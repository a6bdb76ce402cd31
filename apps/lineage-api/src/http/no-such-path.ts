import { type RequestHandler, Router } from 'express';
import type { Described } from '../endpoint';
import { problemOf, sendProblem } from './problem';
import { routeOf } from './route-of';

/** Says what is wrong with an address of the API that nothing has answered: the method, or the whole path. */
export function noSuchPath(endpoints: readonly Described[]): RequestHandler {
  const router = Router();
  for (const { path, method } of endpoints) {
    const allowed = method === 'get' ? 'GET, HEAD' : 'POST';
    router.all(routeOf(path), (request, response) => {
      response.set('allow', allowed);
      sendProblem(
        response,
        problemOf(
          405,
          'method-not-allowed',
          'Not with this method',
          `${request.method} is not possible on ${path}, ${allowed} is. Nothing can be written here: lineage arrives by the collectors and by POST /api/v1/lineage of openlineage-gateway.`,
        ),
      );
    });
  }
  router.use(['/v1', '/api'], (request, response) =>
    sendProblem(
      response,
      problemOf(
        404,
        'unknown-path',
        'No such address',
        `There is no ${request.method} ${request.baseUrl}${request.path}. /docs lists what can be asked.`,
      ),
    ),
  );
  return router;
}
