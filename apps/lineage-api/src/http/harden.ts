import type { RequestHandler } from 'express';

/** Headers that keep a browser from doing with an answer what it is not for. */
export const harden = (): RequestHandler => (_request, response, next) => {
  response.set({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
  next();
};
