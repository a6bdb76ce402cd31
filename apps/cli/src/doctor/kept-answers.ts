import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { instant } from '@tributary/contracts';
import { s3Client } from '@tributary/messaging';
import { z } from 'zod';
import { areas, type Area, type Finding, findingsOf } from './finding';
import { accountOf, allow, isDenied, wordsOf } from './iam';
import type { Settings } from './settings';

/** What `--calibrate` found out, and when. */
const keptAnswers = z.object({
  version: z.literal(1),
  at: instant,
  answers: z.array(
    z.object({
      area: z.enum(areas),
      subject: z.string(),
      state: z.enum(['ok', 'warn', 'fail']),
      detail: z.string(),
      fix: z.string().exactOptional(),
    }),
  ),
});

const SUBJECT = 'calibration';

/** Keeps the answers beside the collectors' states, one object for a warehouse: `state/calibration/redshift-shop`. Says where. */
export async function keepAnswers(
  settings: Settings,
  area: Area,
  answers: readonly Finding[],
): Promise<Finding> {
  const { ok, warn } = findingsOf(area);
  const bucket = settings.STATE_BUCKET;
  if (bucket === undefined)
    return ok(SUBJECT, 'is kept nowhere: with STATE_BUCKET it would lie beside the states of the collectors');
  const place = placeOf(bucket, settings, area);
  try {
    const body: z.infer<typeof keptAnswers> = {
      version: 1,
      at: new Date().toISOString(),
      answers: [...answers],
    };
    await withS3(settings, (client) =>
      client.send(
        new PutObjectCommand({ ...place, Body: JSON.stringify(body), ContentType: 'application/json' }),
      ),
    );
    return ok(SUBJECT, `kept as s3://${place.Bucket}/${place.Key}`);
  } catch (error) {
    return warn(SUBJECT, `could not be kept: ${wordsOf(error)}`, fixFor('s3:PutObject', place, error));
  }
}

/** What was found out last about the warehouse at hand, in one finding; none where nothing is kept for want of a bucket. */
export async function recallAnswers(settings: Settings, area: Area): Promise<Finding[]> {
  const { ok, warn } = findingsOf(area);
  const bucket = settings.STATE_BUCKET;
  if (bucket === undefined) return [];
  const place = placeOf(bucket, settings, area);
  try {
    const text = await withS3(settings, async (client) => {
      const object = await client.send(new GetObjectCommand(place));
      return (await object.Body?.transformToString()) ?? '';
    });
    const { at, answers } = keptAnswers.parse(JSON.parse(text));
    const otherwise = answers.filter(({ state }) => state !== 'ok');
    const on = `on ${at.slice(0, 10)}`;
    return otherwise.length === 0
      ? [ok(SUBJECT, `${on}: ${answers.map(({ subject, detail }) => `${subject} ${detail}`).join('; ')}`)]
      : [
          warn(
            SUBJECT,
            `${on}: ${otherwise.map(({ subject, detail }) => `${subject}: ${detail}`).join('; ')}`,
          ),
        ];
  } catch (error) {
    if (error instanceof NoSuchKey) return [ok(SUBJECT, 'was never done here: tributary doctor --calibrate')];
    return [warn(SUBJECT, `could not be read: ${wordsOf(error)}`, fixFor('s3:GetObject', place, error))];
  }
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

function placeOf(bucket: string, settings: Settings, area: Area): Place {
  const warehouse =
    area === 'redshift'
      ? (settings.REDSHIFT_CLUSTER ?? settings.REDSHIFT_WORKGROUP)
      : `${accountOf(settings)}-${settings.AWS_REGION}`;
  return { Bucket: bucket, Key: `state/calibration/${area}-${warehouse}` };
}

function fixFor(action: string, { Bucket, Key }: Place, error: unknown): string | undefined {
  return isDenied(error) ? allow([action], [`arn:aws:s3:::${Bucket}/${Key}`]) : undefined;
}

async function withS3<T>(settings: Settings, act: (client: S3Client) => Promise<T>): Promise<T> {
  const client = s3Client({ region: settings.AWS_REGION ?? 'us-east-1' });
  try {
    return await act(client);
  } finally {
    client.destroy();
  }
}
