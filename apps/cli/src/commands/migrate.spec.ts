import { type SecretsManager, startSecretsManager } from '@tributary/aws-sandbox';
import { stopTestServer, testDatabase, type TestDatabase } from '@tributary/testing';
import { openTerminal } from '../../test/support/terminal';

const { tributary, clear } = openTerminal();
const environment = { ...process.env };
let graph: TestDatabase;
let secrets: SecretsManager;

beforeAll(async () => {
  graph = await testDatabase();
  secrets = await startSecretsManager({ secrets: { 'tributary/database': graph.url } });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
});
afterEach(() => {
  delete process.env['DATABASE_URL'];
  delete process.env['DATABASE_SECRET_ID'];
  delete process.env['DATABASE_SSLMODE'];
});
afterAll(async () => {
  process.env = environment;
  await graph.drop();
  await stopTestServer();
  await secrets.stop();
});

it('brings the schema up to date, and says when it is', async () => {
  process.env['DATABASE_SECRET_ID'] = 'tributary/database';
  process.env['DATABASE_SSLMODE'] = 'disable';

  expect((await tributary('migrate')).text).toContain('Applied: graph, ');
  clear();
  expect(await tributary('migrate')).toEqual({ code: 0, text: 'The schema is up to date.\n' });
});

it('says what is missing when nothing says where the database is', async () => {
  const { code, text } = await tributary('migrate');

  expect(code).toBe(2);
  expect(text).toContain('DATABASE_URL is not set, and neither is DATABASE_SECRET_ID');
});

it('names the variable that is wrong, and each only once', async () => {
  Object.assign(process.env, { DATABASE_URL: 'mysql://hunter2@db/x', DATABASE_SSLMODE: 'always' });

  const { code, text } = await tributary('migrate');

  expect(code).toBe(2);
  expect(text).toContain('DATABASE_URL must start with postgres:// or postgresql://');
  expect(text).toContain(
    "DATABASE_SSLMODE must be one of disable, no-verify, verify-ca, verify-full: 'always'",
  );
  expect(text).not.toMatch(/hunter2|neither/);
});
