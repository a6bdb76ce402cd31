import { once } from 'node:events';
import type { GraphReader } from '@tributary/graph-store';
import type { RequestHandler, Response } from 'express';
import { problemOf, sendProblem } from '../http/problem';
import { ClientGone } from './client-gone';
import { edgeOf } from './export-format';
import { formats } from './formats';

/** A client that takes nothing for so long is gone, and holds a snapshot of the database open. */
const STALLED_MS = 60_000;
const CHUNK = 64 * 1024;

/** Streams the whole graph. An export that fails on the way breaks the connection, so that nobody takes it for a whole one. */
export function serveExport(reader: GraphReader): RequestHandler {
  return async (request, response) => {
    const unknown = Object.keys(request.query).filter((name) => name !== 'format');
    const name = request.query['format'] ?? 'jsonl';
    const known = typeof name === 'string' && (name === 'jsonl' || Object.hasOwn(formats, name));
    if (!known || unknown.length > 0) {
      const detail = known
        ? `${unknown.join(', ')}: not taken here. /v1/export takes format.`
        : `format=${String(name)} is not one of jsonl, ${Object.keys(formats).join(', ')}.`;
      return sendProblem(
        response,
        problemOf(400, 'invalid-parameter', 'A parameter is not as agreed', detail),
      );
    }
    const format = formats[name]?.();
    response
      .set('cache-control', 'no-store')
      .type(format?.contentType ?? 'application/x-ndjson; charset=utf-8');
    if (request.method === 'HEAD') return void response.end();

    let text = format?.head ?? '';
    await reader.export(async (line) => {
      if (format === undefined) text += `${line}\n`;
      else {
        const edge = edgeOf(line);
        if (edge !== null) text += format.edge(edge);
      }
      if (text.length < CHUNK) return;
      await send(response, text);
      text = '';
    });
    response.end(text + (format?.foot() ?? ''));
  };
}

async function send(response: Response, text: string): Promise<void> {
  if (response.closed || response.destroyed) throw new ClientGone();
  if (response.write(text)) return;
  const stalled = AbortSignal.timeout(STALLED_MS);
  const closed = new AbortController();
  const onClose = (): void => closed.abort();
  response.once('close', onClose);
  try {
    await once(response, 'drain', { signal: AbortSignal.any([stalled, closed.signal]) });
  } catch (cause) {
    throw new ClientGone({ cause });
  } finally {
    response.off('close', onClose);
  }
}
