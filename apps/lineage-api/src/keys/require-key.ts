import type { Request, RequestHandler } from 'express';
import { problemOf, sendProblem } from '../http/problem';
import type { KeyRing } from './key-ring';

/** Lets only requests with a key past; a browser is asked for it as the password of any user name. */
export const requireKey =
  (keys: KeyRing): RequestHandler =>
  async (request, response, next) => {
    const key = keyOf(request);
    if (key !== null && (await keys.holds(key))) return next();
    response.set('www-authenticate', 'Basic realm="tributary", charset="UTF-8", Bearer');
    sendProblem(
      response,
      problemOf(
        401,
        key === null ? 'key-missing' : 'key-unknown',
        key === null ? 'A key is needed' : 'The key is not known',
        'Send a key of this server as `authorization: Bearer <key>` or `x-api-key: <key>`; browsers may give it as the password.',
      ),
    );
  };

function keyOf(request: Request): string | null {
  const header = request.get('x-api-key');
  if (header !== undefined) return header;
  const [, scheme, credentials] = /^(\w+) +(\S+)$/.exec(request.get('authorization') ?? '') ?? [];
  if (scheme === undefined || credentials === undefined) return null;
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return null;
  const pair = Buffer.from(credentials, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}
