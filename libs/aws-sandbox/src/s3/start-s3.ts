import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AwsError } from '../http/aws-error';
import { type ListenOptions, type Listening, listen } from '../http/listen';
import { readBody } from '../http/read-body';
import { ObjectStore } from './object-store';
import { unchunk } from './unchunk';

export interface S3Options extends ListenOptions {
  /** Where buckets lie, one folder each. */
  readonly dataDir: string;
}

const OBJECT_LIMIT_BYTES = 256 * 1024 * 1024;
const MOST_KEYS = 1000;

/**
 * An S3-compatible server for path-style clients (`forcePathStyle: true`): buckets; objects with ETag, If-Match and If-None-Match; listing.
 * Loopback unless a host is given. No versions, no multipart, no access control. Throws when the port is taken.
 */
export async function startS3(options: S3Options): Promise<Listening> {
  const store = new ObjectStore(options.dataDir);
  const handler: RequestListener = (request, response) => {
    answer(store, request, response).catch((error: unknown) => {
      const failure = error instanceof AwsError ? error : new AwsError('InternalError', String(error), 500);
      respond(response, failure.status, errorXml(failure));
    });
  };
  return await listen(handler, options);
}

async function answer(store: ObjectStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://s3');
  const [bucket = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');

  if (key === '') return answerBucket(store, request, response, bucket, url.searchParams);
  if (!store.hasBucket(bucket))
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist.', 404);

  switch (request.method) {
    case 'PUT': {
      const { etag } = put(store, bucket, key, await objectBody(request), request);
      return respond(response, 200, '', { etag });
    }
    case 'GET':
    case 'HEAD': {
      const object = store.get(bucket, key);
      if (object === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
      response.writeHead(200, {
        etag: object.etag,
        'content-length': object.bytes.length,
        'content-type': 'application/octet-stream',
      });
      response.end(request.method === 'HEAD' ? undefined : object.bytes);
      return;
    }
    case 'DELETE':
      store.delete(bucket, key);
      return respond(response, 204, '');
    default:
      throw new AwsError(
        'MethodNotAllowed',
        `This sandbox does not answer ${request.method} on an object.`,
        405,
      );
  }
}

function answerBucket(
  store: ObjectStore,
  request: IncomingMessage,
  response: ServerResponse,
  bucket: string,
  query: URLSearchParams,
): void {
  if (request.method === 'PUT') {
    store.createBucket(bucket);
    return respond(response, 200, '', { location: `/${bucket}` });
  }
  if (!store.hasBucket(bucket))
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist.', 404);
  if (request.method === 'HEAD') return respond(response, 200, '');
  if (request.method === 'GET') return respond(response, 200, listXml(store, bucket, query));
  throw new AwsError('MethodNotAllowed', `This sandbox does not answer ${request.method} on a bucket.`, 405);
}

function put(
  store: ObjectStore,
  bucket: string,
  key: string,
  bytes: Buffer,
  request: IncomingMessage,
): { etag: string } {
  const result = store.put(bucket, key, bytes, {
    ifMatch: request.headers['if-match'],
    ifNoneMatch: request.headers['if-none-match'],
  });
  if (result === 'precondition-failed') {
    throw new AwsError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      412,
    );
  }
  if (result === 'no-such-key') throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  if (result === 'no-such-bucket')
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist.', 404);
  return result;
}

async function objectBody(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request, OBJECT_LIMIT_BYTES);
  const chunked = String(request.headers['content-encoding'] ?? '').includes('aws-chunked');
  return chunked || String(request.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING')
    ? unchunk(body)
    : body;
}

const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

const errorXml = ({ code, message }: AwsError): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;

/** ListObjectsV2; the continuation token is the last key of the page before. */
function listXml(store: ObjectStore, bucket: string, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const most = Math.min(Number(query.get('max-keys') ?? MOST_KEYS), MOST_KEYS);
  const keys = store.keys(bucket, prefix).filter((key) => key > after);
  const page = keys.slice(0, most);
  const contents = page.map((key) => {
    const object = store.get(bucket, key);
    return `<Contents><Key>${escapeXml(key)}</Key><Size>${object?.bytes.length ?? 0}</Size><ETag>${escapeXml(object?.etag ?? '')}</ETag></Contents>`;
  });
  const truncated = keys.length > page.length;
  const next = truncated
    ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>`
    : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>${escapeXml(bucket)}</Name><Prefix>${escapeXml(prefix)}</Prefix>` +
    `<KeyCount>${page.length}</KeyCount><IsTruncated>${truncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`
  );
}

function respond(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}
