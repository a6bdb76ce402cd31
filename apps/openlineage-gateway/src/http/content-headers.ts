import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './refusal';

export type Encoding = 'identity' | 'gzip' | 'deflate';

const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)$/;
/** US-ASCII is UTF-8 too, and so is what is not said. */
const CHARSETS: readonly string[] = ['utf-8', 'utf8', 'us-ascii', 'ascii', ''];
const ENCODINGS: Readonly<Record<string, Encoding>> = {
  '': 'identity',
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
};

/** How a body is encoded, when it says that it is JSON in UTF-8. `application/json; charset="UTF-8"` is one of many spellings. */
export function readContentHeaders(headers: IncomingHttpHeaders): Encoding | Refusal {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim());
  if (!JSON_TYPE.test(type.toLowerCase()))
    return unsupported('not-json', `the content type must be application/json, not '${shorten(type)}'`);
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=').map((part) => part.trim().toLowerCase());
    if (name === 'charset' && !CHARSETS.includes(value.replace(/^(["'])(.*)\1$/, '$2')))
      return unsupported('charset', `the charset must be utf-8, not '${shorten(value)}'`);
  }
  const written = (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'identity')
    .join(', ');
  const encoding = Object.hasOwn(ENCODINGS, written) ? ENCODINGS[written] : undefined;
  if (encoding !== undefined) return encoding;
  return {
    ...unsupported('encoding', `the content encoding must be gzip or deflate, not '${shorten(written)}'`),
    headers: { 'accept-encoding': 'gzip, deflate' },
  };
}

const unsupported = (code: string, detail: string): Refusal => ({ status: 415, code, detail });
const shorten = (text: string): string => text.slice(0, 80);
