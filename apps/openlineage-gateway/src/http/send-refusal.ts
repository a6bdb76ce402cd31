import type { Response } from 'express';
import type { Refusal } from './refusal';

const MOST_ERRORS = 50;
const TITLES: Readonly<Record<Refusal['status'], string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Content too large',
  415: 'Unsupported media type',
  503: 'Service unavailable',
};

/** Answers with problem+json (RFC 9457), whatever the client says it accepts: Java's client logs the body of a refusal. */
export function sendRefusal(response: Response, refusal: Refusal): void {
  const { status, code, detail, errors, headers } = refusal;
  const body = JSON.stringify({
    type: 'about:blank',
    title: TITLES[status],
    status,
    code,
    detail,
    ...(errors !== undefined && { errors: errors.slice(0, MOST_ERRORS), errorCount: errors.length }),
  });
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(body);
}
