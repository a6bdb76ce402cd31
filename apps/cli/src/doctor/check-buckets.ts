import { GetObjectCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '@tributary/messaging';
import { type Finding, findingsOf } from './finding';
import { allow, factsOf, isDenied, wordsOf } from './iam';
import type { Settings } from './settings';

const { ok, fail } = findingsOf('buckets');

/** Whether the buckets are there and may be read and written where the services do. Nothing is written. */
export async function checkBuckets(settings: Settings): Promise<Finding[]> {
  const buckets = [
    { name: settings.STATE_BUCKET, prefix: 'state/', variable: 'STATE_BUCKET' },
    { name: settings.CLAIM_BUCKET, prefix: 'claims/', variable: 'CLAIM_BUCKET' },
  ];
  const client = s3Client({ region: settings.AWS_REGION ?? 'us-east-1' });
  const findings: Finding[] = [];
  for (const { name, prefix, variable } of buckets) {
    if (name === undefined) continue;
    try {
      await client.send(new HeadBucketCommand({ Bucket: name }));
      findings.push(ok(variable, `${name} is there`));
    } catch (error) {
      if (factsOf(error).status === 404) {
        findings.push(fail(variable, `there is no bucket ${name}`, `aws s3 mb s3://${name}`));
        continue;
      }
      const fix = isDenied(error) ? allow(['s3:ListBucket'], [`arn:aws:s3:::${name}`]) : undefined;
      findings.push(fail(variable, `${name} cannot be listed: ${wordsOf(error)}`, fix));
      if (fix === undefined) continue;
    }
    const object = { Bucket: name, Key: `${prefix}tributary-doctor` };
    const place = `arn:aws:s3:::${name}/${prefix}*`;
    findings.push(
      await tried(`${variable}: reading ${prefix}`, allow(['s3:GetObject'], [place]), () =>
        client.send(new GetObjectCommand(object)),
      ),
      // No object has this ETag: who may write is told that the condition does not hold, and who may not, that.
      await tried(`${variable}: writing ${prefix}`, allow(['s3:PutObject'], [place]), () =>
        client.send(new PutObjectCommand({ ...object, Body: 'tributary doctor', IfMatch: '"0"' })),
      ),
    );
  }
  client.destroy();
  return findings;
}

async function tried(subject: string, fix: string, ask: () => Promise<unknown>): Promise<Finding> {
  try {
    await ask();
  } catch (error) {
    if (isDenied(error)) return fail(subject, wordsOf(error), fix);
    const { status } = factsOf(error);
    if (status !== 404 && status !== 412) return fail(subject, wordsOf(error));
  }
  return ok(subject, 'allowed');
}
