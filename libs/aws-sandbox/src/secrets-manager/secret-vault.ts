import { randomUUID } from 'node:crypto';
import { AwsError } from '../http/aws-error';

/** One value that a secret has or had, and the labels (`AWSCURRENT`, `AWSPREVIOUS`) that are on it. */
export interface SecretVersion {
  readonly id: string;
  readonly text: string;
  readonly stages: readonly string[];
  readonly createdAt: Date;
}

export interface StoredSecret {
  readonly name: string;
  readonly arn: string;
  readonly versions: readonly SecretVersion[];
}

export interface VaultOptions {
  readonly region: string;
  readonly account: string;
}

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/** The secrets of one account and region, with their versions, in memory. */
export class SecretVault {
  private readonly secrets = new Map<string, StoredSecret>();

  constructor(private readonly options: VaultOptions) {}

  /** By name, by ARN, or by ARN without its random end. Throws ResourceNotFoundException. */
  find(id: string): StoredSecret {
    const found =
      this.secrets.get(id) ??
      [...this.secrets.values()].find(({ arn }) => arn === id || arn.slice(0, -'-AbCdEf'.length) === id);
    if (found === undefined)
      throw new AwsError(
        'ResourceNotFoundException',
        "Secrets Manager can't find the specified secret.",
        400,
      );
    return found;
  }

  create(name: string, text: string | undefined, versionId: string = randomUUID()): StoredSecret {
    if (this.secrets.has(name))
      throw new AwsError(
        'ResourceExistsException',
        `The operation failed because the secret ${name} already exists.`,
        400,
      );
    const { region, account } = this.options;
    const end = randomUUID().slice(0, 6);
    this.secrets.set(name, {
      name,
      arn: `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${end}`,
      versions: [],
    });
    return text === undefined ? this.find(name) : this.put(name, text, versionId);
  }

  /** A new version: unless said otherwise the current one, and what was current becomes the previous. */
  put(
    id: string,
    text: string,
    versionId: string = randomUUID(),
    stages: readonly string[] = [CURRENT],
  ): StoredSecret {
    const secret = this.find(id);
    const known = secret.versions.find((version) => version.id === versionId);
    // A retried call carries the same token: the same text again is no second version.
    if (known?.text === text) return secret;
    if (known !== undefined)
      throw new AwsError(
        'ResourceExistsException',
        `The version ${versionId} exists with another text.`,
        400,
      );
    const added: SecretVersion = { id: versionId, text, stages, createdAt: new Date() };
    const versions = stages.reduce(withoutLabel, secret.versions);
    const stored = { ...secret, versions: [...versions, added] };
    this.secrets.set(secret.name, stored);
    return stored;
  }

  /** The version with that id or label; without either the current one. Throws ResourceNotFoundException. */
  version(id: string, wanted: { readonly id?: string; readonly stage?: string } = {}): SecretVersion {
    const stage = wanted.stage ?? (wanted.id === undefined ? CURRENT : undefined);
    const found = this.find(id).versions.find(
      (version) =>
        (wanted.id === undefined || version.id === wanted.id) &&
        (stage === undefined || version.stages.includes(stage)),
    );
    if (found === undefined)
      throw new AwsError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${wanted.id === undefined ? `staging label: ${stage}` : `VersionId: ${wanted.id}`}`,
        400,
      );
    return found;
  }
}

/** A label is on one version at a time; who loses AWSCURRENT becomes AWSPREVIOUS, and whoever was that no longer is. */
function withoutLabel(versions: readonly SecretVersion[], label: string): readonly SecretVersion[] {
  const holdsIt = versions.some(({ stages }) => stages.includes(label));
  if (!holdsIt) return versions;
  return versions.map((version) => {
    if (version.stages.includes(label)) {
      const stages = version.stages.filter((stage) => stage !== label && stage !== PREVIOUS);
      return { ...version, stages: label === CURRENT ? [...stages, PREVIOUS] : stages };
    }
    if (label !== CURRENT) return version;
    return { ...version, stages: version.stages.filter((stage) => stage !== PREVIOUS) };
  });
}
