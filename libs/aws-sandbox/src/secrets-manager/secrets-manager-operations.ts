import { randomUUID } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import type { SecretVault, SecretVersion, StoredSecret } from './secret-vault';

type Input = Readonly<Record<string, unknown>>;

/** What a rotation does: changes the password where it is used, and gives the secret's next text. */
export type RotateSecret = (current: string, secret: StoredSecret) => string | Promise<string>;

export interface SecretsManagerOptions {
  readonly vault: SecretVault;
  /** Called by RotateSecret, in the place of a rotation's function; absent: rotation is refused. */
  readonly rotate?: RotateSecret | undefined;
}

/** Secrets Manager's operations on values; access control, replication and deletion are not played. */
export function secretsManagerOperations({ vault, rotate }: SecretsManagerOptions) {
  return {
    CreateSecret: async (input: Input) => {
      const name = required(input, 'Name');
      const secret = vault.create(name, text(input['SecretString']), text(input['ClientRequestToken']));
      return { ...named(secret), ...(secret.versions[0] && { VersionId: secret.versions[0].id }) };
    },

    PutSecretValue: async (input: Input) => {
      const id = required(input, 'SecretId');
      const versionId = text(input['ClientRequestToken']) ?? randomUUID();
      const stages = input['VersionStages'] as readonly string[] | undefined;
      const secret = vault.put(id, required(input, 'SecretString'), versionId, stages);
      return { ...named(secret), VersionId: versionId, VersionStages: stages ?? ['AWSCURRENT'] };
    },

    GetSecretValue: async (input: Input) => {
      const id = required(input, 'SecretId');
      const [versionId, stage] = [text(input['VersionId']), text(input['VersionStage'])];
      const version = vault.version(id, {
        ...(versionId !== undefined && { id: versionId }),
        ...(stage !== undefined && { stage }),
      });
      return {
        ...named(vault.find(id)),
        VersionId: version.id,
        SecretString: version.text,
        VersionStages: version.stages,
        CreatedDate: seconds(version.createdAt),
      };
    },

    DescribeSecret: async (input: Input) => {
      const secret = vault.find(required(input, 'SecretId'));
      return {
        ...named(secret),
        RotationEnabled: rotate !== undefined,
        VersionIdsToStages: Object.fromEntries(secret.versions.filter(labelled).map(stagesById)),
      };
    },

    RotateSecret: async (input: Input) => {
      const id = required(input, 'SecretId');
      const secret = vault.find(id);
      if (rotate === undefined)
        throw new AwsError('InvalidRequestException', 'No Lambda rotation function ARN is associated.', 400);
      const next = await rotate(vault.version(id).text, secret);
      const versionId = text(input['ClientRequestToken']) ?? randomUUID();
      return { ...named(vault.put(id, next, versionId)), VersionId: versionId };
    },
  };
}

const named = ({ arn, name }: StoredSecret) => ({ ARN: arn, Name: name });
const seconds = (date: Date): number => date.getTime() / 1000;
const labelled = ({ stages }: SecretVersion): boolean => stages.length > 0;
const stagesById = ({ id, stages }: SecretVersion) => [id, stages] as const;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function required(input: Input, member: string): string {
  const value = text(input[member]);
  if (value === undefined || value === '')
    throw new AwsError('InvalidParameterException', `You must provide a value for ${member}.`, 400);
  return value;
}
