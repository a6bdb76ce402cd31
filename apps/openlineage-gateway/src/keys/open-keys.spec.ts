import { createHash } from 'node:crypto';
import { type SecretsManager, startSecretsManager } from '@tributary/aws-sandbox';
import { silentLogger } from '@tributary/service-kit';
import { keysOfSecret } from './keys-of-secret';
import { openKeys } from './open-keys';

const keysOf = (
  ...keys: readonly (readonly [name: string, key: string, ...namespaces: string[]])[]
): string =>
  JSON.stringify({
    keys: keys.map(([name, key, ...namespaces]) => ({
      name,
      sha256: createHash('sha256').update(key).digest('hex'),
      namespaces,
    })),
  });
const defaults = { API_KEYS_REFRESH_SECONDS: 300, AWS_REGION: 'eu-west-1' };

describe('without keys', () => {
  it('anybody may send, unless that is forbidden', () => {
    expect(openKeys(defaults, silentLogger).authority).toMatchObject({ anonymous: true, keys: 0 });
    expect(() => openKeys({ ...defaults, ALLOW_ANONYMOUS: false }, silentLogger)).toThrow(
      'nobody could send; set API_KEYS_FILE or API_KEYS_SECRET_ID',
    );
  });
});

describe('keys in a secret', () => {
  let secrets: SecretsManager;
  const environment = { ...process.env };
  beforeAll(async () => {
    secrets = await startSecretsManager({ secrets: { keys: keysOf(['airflow', 'key-1', 'airflow-*']) } });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
  });
  afterAll(async () => {
    process.env = environment;
    await secrets.stop();
  });

  it('are there before the first event, bound to their namespaces, beside those of other places', async () => {
    const { authority, parts } = openKeys(
      { ...defaults, API_KEYS_SECRET_ID: 'keys', API_KEYS: keysOf(['dbt', 'key-2']) },
      silentLogger,
    );
    expect(authority.anonymous).toBe(false);

    for (const part of parts) await part.check?.();

    expect(authority.keys).toBe(2);
    expect(authority.senderOf('key-1')?.mayWrite('airflow-prod')).toBe(true);
    expect(authority.senderOf('key-1')?.mayWrite('spark')).toBe(false);
    expect(authority.senderOf('key-2')?.name).toBe('dbt');
    expect(authority.senderOf('key-3')).toBeUndefined();
  });

  it('keep the gateway from starting when they cannot be read, and no value is told', async () => {
    const check = async (secretId: string): Promise<void> => {
      const { parts } = openKeys({ ...defaults, API_KEYS_SECRET_ID: secretId }, silentLogger);
      for (const part of parts) await part.check?.();
    };
    secrets.vault.create('no-keys', '{"keys":[{"name":"a","sha256":"hunter2"}]}');

    await expect(check('none')).rejects.toThrow('secret none does not exist');
    await expect(check('no-keys')).rejects.toThrow(
      /^secret no-keys cannot be used: keys\.0\.sha256: must be 64 hex digits/,
    );
    await expect(check('no-keys')).rejects.not.toThrow('hunter2');
  });
});

it('a secret is looked at again: keys come and go, and stay as they were when it cannot be read', async () => {
  const texts = [keysOf(['a', '1']), keysOf(['a', '1'], ['b', '2']), 'rubbish', keysOf(['b', '2'])];
  let reads = 0;
  const seen: string[][] = [];
  const keys = keysOfSecret({
    secret: { name: 'secret keys', read: async () => texts[Math.min(reads++, texts.length - 1)]! },
    refreshMs: 1,
    logger: silentLogger,
  });
  keys.onKeys((found) => seen.push(found.map(({ name }) => name)));

  await keys.check?.();
  await keys.start?.();
  while (seen.length < 3) await new Promise((done) => setTimeout(done, 1));
  await keys.stop?.();

  expect(seen).toEqual([['a'], ['a', 'b'], ['b']]);
});
