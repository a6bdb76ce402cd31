import type { Logger } from '@tributary/service-kit';
import type { ErrorRequestHandler } from 'express';
import { ClientGone } from '../export/client-gone';
import { sendProblem } from './problem';
import { problemOfError } from './problem-of-error';

/** Turns whatever was thrown into a problem; an answer that has begun is cut off, so that nobody takes it for a whole one. */
export const catchErrors =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    if (error instanceof ClientGone) {
      response.destroy();
      return;
    }
    const problem = problemOfError(error);
    const fields = { err: error, method: request.method, path: request.path, code: problem.code };
    if (problem.status === 500) logger.error(fields, 'a question could not be answered');
    else if (problem.status > 500) logger.warn(fields, 'a question was given up');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 503) response.set('retry-after', '5');
    sendProblem(response, problem);
  };
