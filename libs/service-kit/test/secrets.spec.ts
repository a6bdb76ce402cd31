import { type SecretsManager, startSecretsManager } from '@tributary/aws-sandbox';
import { type CachedSecret, cachedSecret, secretsManagerSource } from '../src';

const MINUTE = 60_000;

describe('a secret of Secrets Manager', () => {
  let server: SecretsManager;
  const before = { ...process.env };
  beforeAll(async () => {
    server = await startSecretsManager({ secrets: { 'tributary/db': 'hello' } });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: server.endpoint,
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
    delete process.env['AWS_REGION'];
  });
  afterAll(async () => {
    process.env = before;
    await server.stop();
  });

  it('is read by name, or by an ARN, which says its region itself', async () => {
    const { arn } = server.vault.find('tributary/db');

    expect(await secretsManagerSource({ secretId: 'tributary/db', region: 'eu-west-1' }).read()).toBe(
      'hello',
    );
    expect(await secretsManagerSource({ secretId: arn }).read()).toBe('hello');
  });

  it('says what to do when it is missing or may not be read', async () => {
    const read = (secretId: string) => secretsManagerSource({ secretId, region: 'eu-west-1' }).read();

    await expect(read('none')).rejects.toThrow('secret none does not exist in this account and region');
    server.faults.add({ operation: 'GetSecretValue', code: 'AccessDeniedException' });
    await expect(read('tributary/db')).rejects.toThrow('allow secretsmanager:GetSecretValue');
  });
});

describe('a cached secret', () => {
  let time: number;
  let texts: (string | Error)[];
  let reads: number;
  let errors: unknown[];
  let secret: CachedSecret;

  beforeEach(() => {
    time = 0;
    reads = 0;
    errors = [];
    const read = async (): Promise<string> => {
      const next = texts[Math.min(reads, texts.length - 1)]!;
      reads += 1;
      if (next instanceof Error) throw next;
      return next;
    };
    secret = cachedSecret(
      { name: 'secret', read },
      { clock: { now: () => new Date(time) }, onError: (error) => errors.push(error) },
    );
  });

  it('is read once for many, and again after five minutes, without keeping anybody waiting', async () => {
    texts = ['old', 'new'];

    expect(await Promise.all([secret.current(), secret.current()])).toEqual(['old', 'old']);
    time = 5 * MINUTE - 1;
    expect(await secret.current()).toBe('old');
    expect(reads).toBe(1);

    time = 5 * MINUTE;
    expect(await secret.current()).toBe('old');
    expect(reads).toBe(2);
    await new Promise(setImmediate);
    expect(await secret.current()).toBe('new');
  });

  it('is read at once when what is at hand was refused, but not twice a second', async () => {
    texts = ['old', 'new', 'newer'];
    await secret.current();
    time = 2_000;

    expect(await Promise.all([secret.renewed(), secret.renewed()])).toEqual(['new', 'new']);
    expect(await secret.renewed()).toBe('new');
    time = 3_500;
    expect(await secret.renewed()).toBe('newer');
  });

  it('stays in use when it cannot be read again; the first time that is an error', async () => {
    texts = ['old', new Error('away')];
    await secret.current();
    time = 6 * MINUTE;

    expect(await secret.current()).toBe('old');
    await new Promise(setImmediate);
    expect(errors).toEqual([new Error('away')]);
    expect(await secret.current()).toBe('old');
    expect(reads).toBe(2);

    texts = [new Error('away')];
    reads = 0;
    const fresh = cachedSecret({ name: 'secret', read: () => Promise.reject(new Error('away')) });
    await expect(fresh.current()).rejects.toThrow('away');
  });
});
