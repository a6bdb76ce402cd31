import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Listening } from '../src/http/listen';
import { startS3 } from '../src/s3/start-s3';

const dataDir = mkdtempSync(path.join(tmpdir(), 'sandbox-s3-'));
let server: Listening;
let s3: S3Client;
const Bucket = 'kept';

beforeAll(async () => {
  server = await startS3({ dataDir });
  s3 = new S3Client({
    endpoint: server.endpoint,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  s3.destroy();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const read = async (Key: string): Promise<string | undefined> =>
  await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describe('the S3 sandbox', () => {
  it('gives back what the SDK sent, checksum trailers and odd keys included', async () => {
    const Key = 'state/redshift:shop.eu-west-1/ü?.json';
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: '{"to":"😀"}' }));

    expect(await read(Key)).toBe('{"to":"😀"}');
  });

  it('takes a stream, which the SDK sends in chunks', async () => {
    const Body = Buffer.alloc(300_000, 'x');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'big', Body }));

    expect((await read('big'))?.length).toBe(300_000);
  });

  it('lets one of two writers win by If-Match and by If-None-Match', async () => {
    const first = await s3.send(new PutObjectCommand({ Bucket, Key: 'lock', Body: '1', IfNoneMatch: '*' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'lock', Body: '2', IfMatch: first.ETag }));

    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'lock', Body: '3', IfMatch: first.ETag })),
    ).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'lock', Body: '3', IfNoneMatch: '*' })),
    ).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await read('lock')).toBe('2');
  });

  it('names what is missing as S3 does', async () => {
    await expect(read('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3.send(new GetObjectCommand({ Bucket: 'none', Key: 'k' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });

  it('lists page by page and forgets what was deleted', async () => {
    for (const Key of ['p/1', 'p/2', 'p/3']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'p/2' }));

    const one = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'p/', MaxKeys: 1 }));
    const two = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'p/', ContinuationToken: one.NextContinuationToken }),
    );

    expect([one.Contents?.[0]?.Key, two.Contents?.map((object) => object.Key)]).toEqual(['p/1', ['p/3']]);
  });

  it('still has its objects after a restart', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'yes' }));
    const again = await startS3({ dataDir });
    const other = new S3Client({
      endpoint: again.endpoint,
      region: 'eu-west-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    });

    const { Body } = await other.send(new GetObjectCommand({ Bucket, Key: 'kept' }));

    expect(await Body?.transformToString()).toBe('yes');
    other.destroy();
    await again.stop();
  });
});
