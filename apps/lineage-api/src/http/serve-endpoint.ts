import type { GraphReader } from '@tributary/graph-store';
import type { Request, RequestHandler, Response } from 'express';
import type { Endpoint, Format } from '../endpoint';
import { problemOf, sendProblem } from './problem';
import { problemOfRefusal } from './problem-of-refusal';
import { readAsked } from './read-asked';
import { within } from './within';

/** Time beyond the reader's own budget before a question is given up in any case. */
const GRACE_MS = 2_000;

/** Answers one endpoint: reads what is asked, asks the graph, writes the answer in the form that is wanted. */
export function serveEndpoint(endpoint: Endpoint, reader: GraphReader, budgetMs: number): RequestHandler {
  return async (request, response) => {
    const format = formatOf(endpoint, request);
    if (format === 'unknown') return sendProblem(response, unknownFormat(endpoint, request));
    const read = readAsked(endpoint, request);
    if (!read.ok) return sendProblem(response, read.problem);

    // A statement that starts just before the budget ends may take as long again.
    const found = await within(2 * budgetMs + GRACE_MS, endpoint.answer(reader, read.asked));
    if (!found.ok) return sendProblem(response, problemOfRefusal(found.refusal));
    response.set('cache-control', 'private, no-cache').vary('accept');
    linkNext(request, response, found.value);
    if (format === 'json') response.json(found.value);
    else response.type(format.contentType).send(format.write(found.value));
  };
}

function formatOf({ formats = {} }: Endpoint, request: Request): Format | 'json' | 'unknown' {
  const asked = request.query['format'];
  if (asked === 'json') return 'json';
  if (asked !== undefined && asked !== '') {
    return typeof asked === 'string' && Object.hasOwn(formats, asked) ? formats[asked]! : 'unknown';
  }
  const types = Object.values(formats).map(({ contentType }) => contentType.split(';')[0]!);
  const best = types.length === 0 ? 'application/json' : request.accepts(['application/json', ...types]);
  return Object.values(formats).find(({ contentType }) => contentType.split(';')[0] === best) ?? 'json';
}

const unknownFormat = ({ path, formats = {} }: Endpoint, request: Request) =>
  problemOf(
    400,
    'invalid-parameter',
    'No such format',
    `format=${String(request.query['format'])} is not one of ${['json', ...Object.keys(formats)].join(', ')}, which ${path} can write.`,
  );

/** Where a form without a place for it, such as CSV, says that it was cut and how to go on. */
function linkNext(request: Request, response: Response, value: unknown): void {
  if (typeof value !== 'object' || value === null || !('truncated' in value)) return;
  response.set('tributary-truncated', String(value.truncated));
  if (!('cursor' in value) || typeof value.cursor !== 'string') return;
  const next = new URL(request.originalUrl, 'http://localhost');
  next.searchParams.set('cursor', value.cursor);
  response.set('link', `<${next.pathname}${next.search}>; rel="next"`);
}
