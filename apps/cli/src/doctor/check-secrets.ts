import { secretsManagerSource } from '@tributary/service-kit';
import { type Finding, findingsOf } from './finding';
import { accountOf, allow } from './iam';
import type { Settings } from './settings';

const { ok, fail } = findingsOf('secrets');

/** Whether each secret that is named can be read; never what is in it. */
export async function checkSecrets(settings: Settings): Promise<Finding[]> {
  const named = [
    ['DATABASE_SECRET_ID', settings.DATABASE_SECRET_ID],
    ['API_KEYS_SECRET_ID', settings.API_KEYS_SECRET_ID],
    ['REDSHIFT_SECRET_ARN', settings.REDSHIFT_SECRET_ARN],
  ] as const;
  const findings: Finding[] = [];
  for (const [variable, secretId] of named) {
    if (secretId === undefined) continue;
    try {
      await secretsManagerSource({ secretId }).read();
      findings.push(ok(variable, `${secretId} can be read`));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      findings.push(fail(variable, message, fixOf(secretId, message, settings)));
    }
  }
  return findings;
}

function fixOf(secretId: string, message: string, settings: Settings): string {
  if (message.includes('does not exist'))
    return `aws secretsmanager create-secret --name ${secretId.replace(/^arn:.*:secret:/, '')} --secret-string file://secret.json`;
  const arn = secretId.startsWith('arn:')
    ? secretId
    : `arn:aws:secretsmanager:${settings.AWS_REGION ?? '*'}:${accountOf(settings)}:secret:${secretId}-??????`;
  return allow(['secretsmanager:GetSecretValue'], [arn]);
}
