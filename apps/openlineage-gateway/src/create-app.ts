import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { acceptBatch } from './events/accept-batch';
import { type AcceptDeps, acceptEvent } from './events/accept-event';
import { collectBehind } from './http/collect-garbage';
import { type Load, type Ticket } from './http/load';
import { type BodyLimits, ClientGoneError, type ReadBody, createBodyReader } from './http/read-body';
import { type Refusal, busy, unavailable } from './http/refusal';
import { sendRefusal } from './http/send-refusal';
import { type Authority, authenticate } from './keys/authenticate';
import type { Sender } from './keys/key-ring';

export interface AppDeps extends AcceptDeps {
  readonly authority: Authority;
  readonly limits: BodyLimits;
  readonly load: Load;
  readonly answerWithinMs: number;
  /** Aborts when the process is asked to stop: answers then tell clients to open a new connection elsewhere. */
  readonly signal: AbortSignal;
}

/**
 * Where clients post to: our own path, the path of the specification, and what Python's urljoin makes of the two. Each with and without a
 * slash at its end and never by redirect, after which every client would send GET.
 */
const EVENT_PATHS = ['/api/openlineage', '/api/v1/lineage', '/api/openlineage/api/v1/lineage'];
const BATCH_PATHS = EVENT_PATHS.map((path) => `${path}/batch`);

type Handle = (
  text: string,
  sender: Sender,
  withinMs: number,
  publish: AcceptDeps['publish'],
) => Promise<{ status: 200 | 201; body: unknown } | Refusal>;

/** The gateway over HTTP: authenticate, read the body, accept, answer. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    if (deps.signal.aborted) response.setHeader('connection', 'close');
    const from = performance.now();
    response.once('finish', () => deps.metrics.answered(response.statusCode, performance.now() - from));
    next();
  });

  const oneEvent: Handle = async (text, sender, withinMs, publish) => {
    const outcome = await acceptEvent(text, sender, withinMs, { ...deps, publish });
    return 'id' in outcome ? { status: 201, body: { status: 'accepted', ...outcome } } : outcome;
  };
  const manyEvents: Handle = async (text, sender, withinMs, publish) => {
    const outcome = await acceptBatch(text, sender, withinMs, { ...deps, publish });
    return 'summary' in outcome ? { status: 200, body: outcome } : outcome;
  };
  const read = createBodyReader(deps.limits);
  app.post(EVENT_PATHS, (request, response) => answer(request, response, read, oneEvent, deps));
  app.post(BATCH_PATHS, (request, response) => answer(request, response, read, manyEvents, deps));
  app.all([...EVENT_PATHS, ...BATCH_PATHS], (_request, response) => sendRefusal(response, postOnly));
  app.use((_request, response) => sendRefusal(response, nothingHere));
  app.use(onError(deps));
  return app;
}

async function answer(
  request: Request,
  response: Response,
  read: ReadBody,
  handle: Handle,
  deps: AppDeps,
): Promise<void> {
  const sender = authenticate(request.headers, deps.authority);
  if ('status' in sender) return sendRefusal(response, sender);
  const ticket = deps.load.enter();
  if (ticket === undefined) return sendRefusal(response, busy);
  deps.metrics.inHand(deps.load.requests);
  const pending: Promise<void>[] = [];
  const publish: AppDeps['publish'] = (message) => {
    const accepted = deps.publish(message);
    pending.push(accepted);
    return accepted;
  };
  try {
    const outcome = await readAndHandle(request, ticket, read, (text) =>
      handle(text, sender, deps.answerWithinMs - ticket.waitedMs, publish),
    );
    if ('code' in outcome) return sendRefusal(response, outcome);
    response
      .writeHead(outcome.status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(outcome.body));
  } finally {
    // An event that was answered too late is still on its way to the queue, and still in memory.
    void Promise.allSettled(pending).then(() => {
      ticket.leave();
      deps.metrics.inHand(deps.load.requests);
    });
  }
}

async function readAndHandle(
  request: Request,
  ticket: Ticket,
  read: ReadBody,
  handle: (text: string) => ReturnType<Handle>,
): ReturnType<Handle> {
  const body = await read(request, ticket);
  if ('status' in body) return body;
  collectBehind(body.text.length);
  return ticket.overloaded() ? busy : handle(body.text);
}

const postOnly: Refusal = {
  status: 405,
  code: 'method-not-allowed',
  detail: 'events are sent with POST',
  headers: { allow: 'POST' },
};
const nothingHere: Refusal = {
  status: 404,
  code: 'not-found',
  detail: `post events to ${EVENT_PATHS[0]} or ${EVENT_PATHS[1]}`,
};

/** A fault of ours must not cost an event: 503 is what every client tries again. */
const onError =
  ({ logger }: AppDeps): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    if (error instanceof ClientGoneError || response.headersSent) return void response.destroy();
    // Express itself refuses paths that cannot be decoded.
    if (error instanceof URIError) return sendRefusal(response, nothingHere);
    logger.error({ err: error }, 'an event could not be handled');
    sendRefusal(response, unavailable('internal-error', 'the gateway failed; send it again'));
  };
