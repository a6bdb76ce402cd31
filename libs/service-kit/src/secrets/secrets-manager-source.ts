import { SecretError, type SecretSource } from './secret-source';

export interface SecretsManagerSourceOptions {
  /** Name or ARN. */
  readonly secretId: string;
  /** Unset: that of the ARN, or as the SDK finds it (AWS_REGION). */
  readonly region?: string | undefined;
}

const REQUEST_TIMEOUT_MS = 10_000;
const CONNECTION_TIMEOUT_MS = 5_000;

/** A secret of AWS Secrets Manager in its current version, by the SDK's standard variables (credentials, AWS_ENDPOINT_URL_SECRETS_MANAGER). */
export function secretsManagerSource({ secretId, region }: SecretsManagerSourceOptions): SecretSource {
  const where = region ?? regionOf(secretId);
  return {
    name: `secret ${secretId}`,
    read: async () => {
      // Loaded here because most processes never ask: it costs them a tenth of a second and some megabytes.
      const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
      const client = new SecretsManagerClient({
        ...(where !== undefined && { region: where }),
        requestHandler: {
          requestTimeout: REQUEST_TIMEOUT_MS,
          throwOnRequestTimeout: true,
          connectionTimeout: CONNECTION_TIMEOUT_MS,
        },
      });
      try {
        const { SecretString, SecretBinary } = await client.send(
          new GetSecretValueCommand({ SecretId: secretId }),
        );
        return SecretString ?? Buffer.from(SecretBinary ?? []).toString('utf8');
      } catch (error) {
        throw new SecretError(explain(secretId, error), { cause: error });
      } finally {
        client.destroy();
      }
    },
  };
}

/** `arn:aws:secretsmanager:eu-west-1:…` → `eu-west-1` */
const regionOf = (secretId: string): string | undefined =>
  /^arn:[^:]+:secretsmanager:([^:]+):/.exec(secretId)?.[1];

function explain(secretId: string, error: unknown): string {
  const { name, message } = error as { readonly name?: string; readonly message?: string };
  if (name === 'ResourceNotFoundException')
    return `secret ${secretId} does not exist in this account and region, or has no value yet`;
  if (name === 'AccessDeniedException')
    return `secret ${secretId} may not be read: allow secretsmanager:GetSecretValue on it (and kms:Decrypt where it has a key of its own)`;
  return `secret ${secretId} could not be read: ${message ?? String(error)}`;
}
