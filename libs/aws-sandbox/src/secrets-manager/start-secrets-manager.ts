import { awsJsonService } from '../http/aws-json-service';
import { FaultPlan } from '../http/fault-plan';
import { type ListenOptions, type Listening, listen } from '../http/listen';
import { withFaults } from '../http/with-faults';
import { SecretVault } from './secret-vault';
import { type RotateSecret, secretsManagerOperations } from './secrets-manager-operations';

export interface StartSecretsManagerOptions extends ListenOptions {
  /** Name and text of the secrets that are there from the start. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly rotate?: RotateSecret;
  /** Default eu-west-1. */
  readonly region?: string;
  /** Default 123456789012. */
  readonly account?: string;
}

export interface SecretsManager extends Listening {
  readonly faults: FaultPlan;
  /** What is answered from; changes show at once. */
  readonly vault: SecretVault;
}

/** Secrets Manager on loopback: values, versions, labels, rotation on demand. Nothing is written to disk. */
export async function startSecretsManager(options: StartSecretsManagerOptions = {}): Promise<SecretsManager> {
  const { secrets = {}, rotate, region = 'eu-west-1', account = '123456789012' } = options;
  const vault = new SecretVault({ region, account });
  for (const [name, text] of Object.entries(secrets)) vault.create(name, text);
  const faults = new FaultPlan();
  const operations = withFaults(secretsManagerOperations({ vault, rotate }), faults);
  const listening = await listen(
    awsJsonService({ version: '1.1', targetPrefix: 'secretsmanager', operations }),
    options,
  );
  return { ...listening, faults, vault };
}
