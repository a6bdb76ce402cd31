import { SQSClient } from '@aws-sdk/client-sqs';
import { type Finding, findingsOf } from './finding';
import { wordsOf } from './iam';
import type { Settings } from './settings';

const { ok, fail } = findingsOf('aws');

/** The region, and whether the SDK finds credentials. That they are good shows in the other checks. */
export async function checkAws(settings: Settings): Promise<Finding[]> {
  const { AWS_REGION: region } = settings;
  if (region === undefined) return [fail('region', 'AWS_REGION is not set', 'export AWS_REGION=eu-west-1')];
  const client = new SQSClient({ region });
  try {
    const { accessKeyId, expiration } = await client.config.credentials();
    const until = expiration === undefined ? '' : `, valid until ${expiration.toISOString()}`;
    return [ok('region', region), ok('credentials', `found: key …${accessKeyId.slice(-4)}${until}`)];
  } catch (error) {
    return [
      ok('region', region),
      fail(
        'credentials',
        `none found: ${wordsOf(error)}`,
        'give the task or the function a role, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      ),
    ];
  } finally {
    client.destroy();
  }
}
