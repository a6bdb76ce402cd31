import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Listening, startS3 } from '@tributary/aws-sandbox';
import { s3Client } from '@tributary/messaging';
import { type CollectorState, type StateStore, memoryStateStore, s3StateStore } from '../src';

const dataDir = mkdtempSync(path.join(tmpdir(), 'state-'));
let server: Listening;
let client: S3Client;
let sources = 0;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  server = await startS3({ dataDir });
  client = s3Client({ region: 'eu-west-1', endpoint: server.endpoint });
  await client.send(new CreateBucketCommand({ Bucket: 'state' }));
});

afterAll(async () => {
  client.destroy();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const inS3 = (): StateStore =>
  s3StateStore({ client, bucket: 'state', sourceId: `redshift:shop/${(sources += 1)}` });
const state = (runId: string): CollectorState => ({
  version: 1,
  watermark: '2026-05-10T12:00:00.000Z',
  runId,
  pending: ['a'],
  undecided: ['b'],
});

describe.each([
  ['in S3', inS3],
  ['in memory', memoryStateStore],
])('state %s', (_, open) => {
  it('is nothing before the first run', async () => {
    expect(await open().read()).toBeNull();
  });

  it('is given back as it was written', async () => {
    const store = open();

    expect(await store.write(state('one'), null)).toBe(true);
    expect((await store.read())?.state).toEqual(state('one'));
  });

  it('is written by one of two runs that overlap, the first included', async () => {
    const store = open();

    expect([await store.write(state('one'), null), await store.write(state('two'), null)]).toEqual([
      true,
      false,
    ]);
    const seen = await store.read();
    expect(await store.write(state('three'), seen)).toBe(true);
    expect(await store.write(state('four'), seen)).toBe(false);
    expect((await store.read())?.state.runId).toBe('three');
  });
});

it('a state that nobody can read says where it is and what to do', async () => {
  await client.send(new PutObjectCommand({ Bucket: 'state', Key: 'state/odd', Body: '{"to":1}' }));

  await expect(s3StateStore({ client, bucket: 'state', sourceId: 'odd' }).read()).rejects.toThrow(
    's3://state/state/odd is not a collector',
  );
});
