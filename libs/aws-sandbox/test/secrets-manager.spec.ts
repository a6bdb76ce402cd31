import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type SecretsManager, startSecretsManager } from '../src/secrets-manager/start-secrets-manager';

let server: SecretsManager;
let client: SecretsManagerClient;
let rotations = 0;

beforeAll(async () => {
  server = await startSecretsManager({
    secrets: { 'prod/db': 'first' },
    rotate: (current) => `${current}-rotated-${(rotations += 1)}`,
  });
  client = new SecretsManagerClient({
    region: 'eu-west-1',
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await server.stop();
});

const valueOf = async (SecretId: string, VersionStage?: string): Promise<string | undefined> =>
  (await client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage && { VersionStage }) })))
    .SecretString;

it('gives a value by name, by ARN, and by ARN without its random end', async () => {
  const { ARN = '', CreatedDate } = await client.send(new GetSecretValueCommand({ SecretId: 'prod/db' }));

  expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod\/db-\w{6}$/);
  expect(CreatedDate).toBeInstanceOf(Date);
  expect(await valueOf(ARN)).toBe('first');
  expect(await valueOf(ARN.slice(0, -7))).toBe('first');
});

it('creates secrets, once each, and keeps the value before the last', async () => {
  await client.send(new CreateSecretCommand({ Name: 'keys', SecretString: 'one' }));
  for (const SecretString of ['two', 'three'])
    await client.send(new PutSecretValueCommand({ SecretId: 'keys', SecretString }));

  expect(await valueOf('keys')).toBe('three');
  expect(await valueOf('keys', 'AWSPREVIOUS')).toBe('two');
  await expect(client.send(new CreateSecretCommand({ Name: 'keys' }))).rejects.toMatchObject({
    name: 'ResourceExistsException',
  });
});

it('holds a pending version apart from the current one, and takes a repeated call for the same one', async () => {
  const put = new PutSecretValueCommand({
    SecretId: 'prod/db',
    SecretString: 'next',
    ClientRequestToken: 'a'.repeat(32),
    VersionStages: ['AWSPENDING'],
  });
  await client.send(put);
  await client.send(put);

  expect(await valueOf('prod/db')).toBe('first');
  expect(await valueOf('prod/db', 'AWSPENDING')).toBe('next');
  const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: 'prod/db' }));
  expect(Object.values(VersionIdsToStages ?? {}).sort()).toEqual([['AWSCURRENT'], ['AWSPENDING']]);
});

it('rotates on demand', async () => {
  await client.send(new CreateSecretCommand({ Name: 'turning', SecretString: 'a' }));

  await client.send(new RotateSecretCommand({ SecretId: 'turning' }));

  expect(await valueOf('turning')).toBe('a-rotated-1');
  expect(await valueOf('turning', 'AWSPREVIOUS')).toBe('a');
});

it('says so when there is no such secret, label or rotation, and fails on demand', async () => {
  await expect(valueOf('none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await client.send(new CreateSecretCommand({ Name: 'empty' }));
  await expect(valueOf('empty')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });

  server.faults.add({ operation: 'GetSecretValue', code: 'AccessDeniedException' });
  await expect(valueOf('prod/db')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
