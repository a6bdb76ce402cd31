import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Athena,
  AwsError,
  awsJsonService,
  type Glue,
  glueData,
  listen,
  type Listening,
  type RedshiftData,
  type SecretsManager,
  seedSampleWarehouse,
  startAthena,
  startGlue,
  startRedshiftData,
  startS3,
  startSecretsManager,
  startSqs,
  type Sqs,
} from '@tributary/aws-sandbox';
import { migrate, openDatabase } from '@tributary/graph-store';
import { stopTestServer, testDatabase, type TestDatabase } from '@tributary/testing';
import { openTerminal } from '../../test/support/terminal';
import type { Finding } from '../doctor/finding';

const { tributary, clear } = openTerminal();
const environment = { ...process.env };
const folder = mkdtempSync(path.join(tmpdir(), 'tributary-doctor-'));
const PREFIXES = /^(AWS|REDSHIFT|ATHENA|GLUE|QUERIES|EVENTS|LINEAGE|STATE|CLAIM|API|DATABASE)_/;

let sqs: Sqs;
let s3: Listening;
let secrets: SecretsManager;
let graph: TestDatabase;

/** The variables of a test and no others. */
const configure = (variables: Readonly<Record<string, string>>): void => {
  process.env = Object.fromEntries(Object.entries(environment).filter(([name]) => !PREFIXES.test(name)));
  Object.assign(
    process.env,
    {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIASANDBOX1234',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    variables,
  );
};

/** Runs the doctor; what it found, by area and subject. */
const examined = async (...words: string[]): Promise<{ code: number; found: Map<string, Finding> }> => {
  clear();
  const { code, text } = await tributary('doctor', '--json', ...words);
  const findings = JSON.parse(text) as Finding[];
  return { code, found: new Map(findings.map((finding) => [`${finding.area} ${finding.subject}`, finding])) };
};

const callSqs = async (operation: string, input: object): Promise<void> => {
  const answer = await fetch(sqs.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': `AmazonSQS.${operation}`, 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(await answer.text());
};

beforeAll(async () => {
  sqs = await startSqs();
  s3 = await startS3({ dataDir: path.join(folder, 's3') });
  secrets = await startSecretsManager({ secrets: { keys: 'hunter2' } });
  graph = await testDatabase();
});
afterAll(async () => {
  process.env = environment;
  await graph.drop();
  await stopTestServer();
  for (const part of [sqs, s3, secrets]) await part.stop();
  rmSync(folder, { recursive: true });
});

describe('tributary doctor', () => {
  it('wants something to look at, and knows what there is', async () => {
    configure({});
    expect(await tributary('doctor')).toMatchObject({
      code: 2,
      text: expect.stringContaining('Nothing is configured'),
    });
    clear();
    expect(await tributary('doctor', '--only', 'weather')).toMatchObject({
      code: 2,
      text: expect.stringContaining("There is no 'weather' to check"),
    });
  });

  it('finds the region and credentials, or says how to give them', async () => {
    configure({});
    expect((await examined('--only', 'aws')).found.get('aws credentials')).toMatchObject({
      state: 'ok',
      detail: 'found: key …1234',
    });

    configure({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_REGION: '', HOME: folder });
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    const { code, found } = await examined('--only', 'aws');
    expect(code).toBe(1);
    expect(found.get('aws region')).toMatchObject({ state: 'fail', fix: 'export AWS_REGION=eu-west-1' });
  });

  it('reads secrets without telling them', async () => {
    configure({
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      API_KEYS_SECRET_ID: 'keys',
      REDSHIFT_SECRET_ARN: 'none',
      GLUE_ACCOUNT_ID: '123456789012',
    });

    const { found } = await examined('--only', 'secrets');
    expect(found.get('secrets API_KEYS_SECRET_ID')).toMatchObject({
      state: 'ok',
      detail: 'keys can be read',
    });
    expect(found.get('secrets REDSHIFT_SECRET_ARN')).toMatchObject({
      state: 'fail',
      fix: 'aws secretsmanager create-secret --name none --secret-string file://secret.json',
    });
    expect(JSON.stringify([...found.values()])).not.toContain('hunter2');

    secrets.faults.add({ operation: 'GetSecretValue', code: 'AccessDeniedException' });
    expect((await examined('--only', 'secrets')).found.get('secrets API_KEYS_SECRET_ID')?.fix).toBe(
      '{"Effect":"Allow","Action":["secretsmanager:GetSecretValue"],"Resource":"arn:aws:secretsmanager:eu-west-1:123456789012:secret:keys-??????"}',
    );
  });
});

describe('queues', () => {
  const url = (name: string): string => sqs.queueUrl(name);
  const redrive = (name: string, maxReceiveCount = '5') =>
    JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:eu-west-1:000000000000:${name}`, maxReceiveCount });

  beforeAll(async () => {
    await callSqs('CreateQueue', {
      QueueName: 'good-dlq',
      Attributes: { MessageRetentionPeriod: '1209600' },
    });
    await callSqs('CreateQueue', { QueueName: 'good', Attributes: { RedrivePolicy: redrive('good-dlq') } });
    await callSqs('CreateQueue', { QueueName: 'bare', Attributes: { VisibilityTimeout: '5' } });
    await callSqs('CreateQueue', { QueueName: 'short-dlq' });
    await callSqs('CreateQueue', {
      QueueName: 'hasty',
      Attributes: { RedrivePolicy: redrive('short-dlq', '1') },
    });
  });

  it('are fine with dead letters that outlive them; nothing is sent or taken', async () => {
    configure({ AWS_ENDPOINT_URL_SQS: sqs.endpoint, LINEAGE_QUEUE_URL: url('good') });

    const { code, found } = await examined();

    expect([...found.values()].filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(code).toBe(0);
    expect(found.get('queues queue lineage')?.detail).toBe('there, 0 messages waiting');
    expect(found.has('queues queue lineage: consuming')).toBe(true);
  });

  it('are missed, or miss their dead letters, with the command that helps', async () => {
    configure({
      AWS_ENDPOINT_URL_SQS: sqs.endpoint,
      QUERIES_QUEUE_URL: url('bare'),
      EVENTS_QUEUE_URL: url('hasty'),
      LINEAGE_QUEUE_URL: url('gone'),
    });

    const { code, found } = await examined('--only', 'queues');

    expect(code).toBe(1);
    expect(found.get('queues queue lineage')).toMatchObject({
      state: 'fail',
      fix: 'aws sqs create-queue --queue-name gone',
    });
    expect(found.get('queues queue queries: visibility')).toMatchObject({ state: 'warn' });
    expect(found.get('queues queue queries: dead letters')).toMatchObject({
      state: 'fail',
      fix: expect.stringContaining('arn:aws:sqs:eu-west-1:000000000000:bare-dlq'),
    });
    expect(found.get('queues queue events: dead letters')).toMatchObject({
      state: 'warn',
      fix: expect.stringContaining('"MessageRetentionPeriod":"1209600"'),
    });
  });

  it('that this identity may not use come with the IAM statement', async () => {
    const attributes = {
      QueueArn: 'arn:aws:sqs:eu-west-1:123456789012:lineage',
      RedrivePolicy: redrive('d'),
    };
    const denied = () => {
      throw new AwsError('AccessDeniedException', 'User: arn:aws:iam::1:role/x is not authorized', 403);
    };
    const closed = await listen(
      awsJsonService({
        version: '1.0',
        targetPrefix: 'AmazonSQS',
        operations: {
          GetQueueAttributes: ({ QueueUrl }) =>
            QueueUrl.endsWith('open') ? { Attributes: attributes } : denied(),
          GetQueueUrl: denied,
          SendMessage: denied,
          DeleteMessage: denied,
        },
      }),
    );
    configure({
      AWS_ENDPOINT_URL_SQS: closed.endpoint,
      QUERIES_QUEUE_URL: `${closed.endpoint}/123456789012/queries`,
      LINEAGE_QUEUE_URL: `${closed.endpoint}/123456789012/open`,
    });

    const { found } = await examined('--only', 'queues');
    await closed.stop();

    expect(found.get('queues queue queries')).toMatchObject({
      state: 'fail',
      fix: '{"Effect":"Allow","Action":["sqs:GetQueueAttributes"],"Resource":"arn:aws:sqs:eu-west-1:123456789012:queries"}',
    });
    expect(found.get('queues queue lineage: dead letters')?.fix).toContain('sqs:GetQueueUrl');
    expect(found.get('queues queue lineage: sending')).toMatchObject({
      state: 'warn',
      fix: expect.stringContaining('sqs:SendMessage'),
    });
    expect(found.get('queues queue lineage: consuming')?.fix).toContain('sqs:ChangeMessageVisibility');
  });
});

describe('buckets', () => {
  it('are there and may be read and written, and nothing is written', async () => {
    await fetch(`${s3.endpoint}/state`, { method: 'PUT' });
    configure({ AWS_ENDPOINT_URL_S3: s3.endpoint, STATE_BUCKET: 'state', CLAIM_BUCKET: 'claims' });

    const { code, found } = await examined('--only', 'buckets');

    expect(code).toBe(1);
    expect(found.get('buckets STATE_BUCKET: reading state/')?.state).toBe('ok');
    expect(found.get('buckets STATE_BUCKET: writing state/')?.state).toBe('ok');
    expect(found.get('buckets CLAIM_BUCKET')).toMatchObject({ state: 'fail', fix: 'aws s3 mb s3://claims' });
    expect(await (await fetch(`${s3.endpoint}/state`)).text()).not.toContain('doctor');
  });

  it('that this identity may not use come with the IAM statements', async () => {
    const closed = await listen((_request, response) => response.writeHead(403).end());
    configure({ AWS_ENDPOINT_URL_S3: closed.endpoint, STATE_BUCKET: 'state' });

    const { found } = await examined('--only', 'buckets');
    await closed.stop();

    expect([...found.values()].map(({ fix }) => fix)).toEqual([
      '{"Effect":"Allow","Action":["s3:ListBucket"],"Resource":"arn:aws:s3:::state"}',
      '{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::state/state/*"}',
      '{"Effect":"Allow","Action":["s3:PutObject"],"Resource":"arn:aws:s3:::state/state/*"}',
    ]);
  });
});

describe('Athena and Glue', () => {
  let athena: Athena;
  let glue: Glue;
  beforeAll(async () => {
    athena = await startAthena({
      data: {
        workgroups: ['primary', 'etl'].map((name) => ({ name, enabled: true })),
        executions: [
          {
            id: '1f0c4f0e-0000-4000-8000-000000000001',
            sql: 'select 1',
            workgroup: 'etl',
            database: 'lake',
            submittedAt: '2026-05-04T10:00:00Z',
            completedAt: '2026-05-04T10:00:01Z',
            state: 'SUCCEEDED',
          },
        ],
        prepared: [],
      },
    });
    glue = await startGlue({ data: glueData({ databases: [{ name: 'lake', tables: [] }] }) });
  });
  afterAll(async () => {
    await athena.stop();
    await glue.stop();
  });
  const variables = (more = {}) => ({
    AWS_ENDPOINT_URL_ATHENA: athena.endpoint,
    AWS_ENDPOINT_URL_GLUE: glue.endpoint,
    GLUE_ACCOUNT_ID: '123456789012',
    ...more,
  });

  it('show every workgroup and whether its history can be read', async () => {
    configure(variables());

    const { code, found } = await examined();

    expect(code).toBe(3);
    expect(found.get('athena workgroup etl')?.state).toBe('ok');
    expect(found.get('athena workgroup primary')).toMatchObject({
      state: 'warn',
      detail: expect.stringContaining('is empty'),
    });
    expect(found.get('glue catalog of 123456789012')?.detail).toBe('1 databases can be read');
  });

  it('are listed in an order that is found out', async () => {
    configure(variables({ ATHENA_WORKGROUPS: 'many' }));
    athena.data.workgroups.push({ name: 'many', enabled: true });
    const execution = (hour: number) => ({
      id: `2f0c4f0e-0000-4000-8000-00000000000${hour}`,
      sql: 'select 1',
      workgroup: 'many',
      database: 'lake',
      submittedAt: `2026-05-04T0${hour}:00:00Z`,
      completedAt: `2026-05-04T0${hour}:00:01Z`,
      state: 'SUCCEEDED' as const,
    });
    athena.data.executions.push(execution(1), execution(3), execution(2));

    const { found } = await examined('--only', 'athena', '--calibrate');
    athena.data.workgroups.pop();
    athena.data.executions.splice(-3);

    expect(found.get('athena order of workgroup many')?.detail).toBe('newest first, in 3 executions');
  });

  it('may be refused at each step, with the IAM statement', async () => {
    configure(variables({ ATHENA_WORKGROUPS: 'etl,gone' }));
    const denied = { code: 'AccessDeniedException', message: 'not authorized' };
    athena.faults.add({ operation: 'BatchGetQueryExecution', ...denied });
    glue.faults.add({ operation: 'GetTables', ...denied });

    const { code, found } = await examined('--only', 'athena,glue');

    expect(code).toBe(1);
    expect(found.get('athena workgroup etl')?.fix).toMatch(
      /athena:BatchGetQueryExecution.*arn:aws:athena:eu-west-1:123456789012:workgroup\/etl/,
    );
    expect(found.get('athena workgroup gone')?.detail).toBe('does not exist; there are primary, etl');
    expect(found.get('glue catalog of 123456789012')?.fix).toContain(
      '"arn:aws:glue:eu-west-1:123456789012:catalog","arn:aws:glue:eu-west-1:123456789012:database/*"',
    );

    athena.faults.add({ operation: 'ListWorkGroups', ...denied });
    expect((await examined('--only', 'athena')).found.get('athena workgroups')?.fix).toContain(
      'athena:ListWorkGroups',
    );
  });
});

describe('Redshift', () => {
  let redshift: RedshiftData;
  const inShop = async (...sqls: string[]): Promise<void> => {
    const database = openDatabase(graph.url.replace(/\/[^/]*$/, '/shop'));
    try {
      for (const sql of sqls) await database.query(sql);
    } finally {
      await database.close();
    }
  };
  const GRANT = 'grant role sys:monitor to "tributary";';

  beforeAll(async () => {
    const none = { executions: [], preparedStatements: [] };
    await seedSampleWarehouse(
      {
        redshift: { databases: [{ name: 'shop', ddl: [] }], statements: [] },
        athena: none,
        glue: { databases: [] },
      },
      { databaseUrl: graph.url, dataDir: folder },
    );
    redshift = await startRedshiftData({ databaseUrl: graph.url });
    await inShop(
      'create table public.svv_user_info (user_name text, superuser boolean, syslog_access text)',
      "insert into public.svv_user_info values ('tributary', false, 'RESTRICTED')",
      'create table public.svv_user_grants (user_name text, role_name text)',
    );
  });
  afterAll(() => redshift.stop());
  beforeEach(() =>
    configure({
      AWS_ENDPOINT_URL_REDSHIFT_DATA: redshift.endpoint,
      REDSHIFT_CLUSTER: 'shop',
      REDSHIFT_DATABASES: 'shop',
      GLUE_ACCOUNT_ID: '123456789012',
    }),
  );

  it('says so when a user sees only its own statements, and which grant it lacks', async () => {
    const { code, found } = await examined();

    expect(code).toBe(1);
    expect(found.get('redshift database shop')?.state).toBe('ok');
    expect(found.get("redshift everybody's statements")).toMatchObject({
      state: 'fail',
      detail: expect.stringContaining('sees its own statements only'),
      fix: GRANT,
    });
    expect(found.get('redshift system views')?.state).toBe('ok');
  });

  it('remarks that what statements touched cannot be read', async () => {
    redshift.faults.add({
      statement: /from sys_query_detail/,
      error: 'ERROR: permission denied for relation sys_query_detail',
    });

    const { found } = await examined('--only', 'redshift');

    expect(found.get('redshift system views')?.state).toBe('ok');
    expect(found.get('redshift view sys_query_detail')).toMatchObject({
      state: 'warn',
      detail: expect.stringContaining('permission denied'),
      fix: 'grant role sys:monitor to <the user above>;',
    });
  });

  it('wants more for the older views', async () => {
    process.env['REDSHIFT_HISTORY'] = 'svl';

    expect((await examined('--only', 'redshift')).found.get("redshift everybody's statements")?.fix).toBe(
      `${GRANT}\nalter user "tributary" syslog access unrestricted;`,
    );
  });

  it.each([
    [
      'with the role sys:monitor',
      'ok',
      "insert into svv_user_grants values ('tributary', 'sys:monitor')",
      'delete from svv_user_grants',
    ],
    [
      'with unrestricted access to the log, with a remark',
      'warn',
      "update svv_user_info set syslog_access = 'UNRESTRICTED'",
      "update svv_user_info set syslog_access = 'RESTRICTED'",
    ],
    [
      'as a superuser, with a remark',
      'warn',
      'update svv_user_info set superuser = true',
      'update svv_user_info set superuser = false',
    ],
    [
      'that has seen what others did',
      'ok',
      'insert into pg_redshift.sys_query_history (user_id) values (900), (901)',
      'delete from pg_redshift.sys_query_history where user_id in (900, 901)',
    ],
  ])('is content with a user %s', async (_what, state, make, unmake) => {
    await inShop(make);
    const { found } = await examined('--only', 'redshift');
    await inShop(unmake);

    expect(found.get("redshift everybody's statements")?.state).toBe(state);
  });

  it('names views that may not be read', async () => {
    redshift.faults.add({
      statement: /from sys_query_text/,
      error: 'permission denied for relation sys_query_text',
    });

    const { found } = await examined('--only', 'redshift');

    expect(found.get('redshift view sys_query_text')).toMatchObject({
      state: 'fail',
      detail: expect.stringContaining('permission denied for relation sys_query_text'),
    });
  });

  it('tells a warehouse that refuses from one that sleeps, and goes no further', async () => {
    redshift.faults.add({
      operation: 'ExecuteStatement',
      code: 'AccessDeniedException',
      message: 'not authorized to perform: redshift-data:ExecuteStatement',
    });
    const refused = await examined('--only', 'redshift');
    expect(refused.found.size).toBe(1);
    expect(refused.found.get('redshift database shop')?.fix?.split('\n')).toEqual([
      expect.stringContaining('arn:aws:redshift:eu-west-1:123456789012:cluster:shop'),
      expect.stringContaining('redshift-data:statement-owner-iam-userid'),
      '{"Effect":"Allow","Action":["redshift:GetClusterCredentialsWithIAM"],"Resource":"arn:aws:redshift:eu-west-1:123456789012:dbname:shop/shop"}',
    ]);

    redshift.faults.add({
      operation: 'ExecuteStatement',
      code: 'ValidationException',
      message: 'Cluster is paused',
    });
    const asleep = await examined('--only', 'redshift');
    expect(asleep.found.get('redshift database shop')?.state).toBe('warn');
  });

  it('finds out what no document promises, when all else is well', async () => {
    const make = "insert into svv_user_grants values ('tributary', 'sys:monitor')";
    await inShop(make, 'create view public.names as select user_name from public.svv_user_info');
    const { found } = await examined('--only', 'redshift', '--calibrate');
    await inShop('delete from svv_user_grants', 'drop view public.names');

    expect(found.get('redshift text of a statement')?.detail).toBe('comes back byte for byte out of 2 rows');
    expect(found.get('redshift delay of the history')?.state).toBe('ok');
    expect(found.get('redshift CHAR over the Data API')?.state).toBe('ok');
    expect(found.get('redshift transactions of others')?.state).toBe('ok');
    expect(found.get('redshift colons in literals')?.state).toBe('ok');
    expect(found.get('redshift statements inside procedures')?.state).toBe('ok');
    expect(found.get('redshift names in definitions of views')?.detail).toBe('come with their schemas');
    expect(found.get('redshift calibration')?.detail).toContain('kept nowhere');
    expect(
      (await examined('--only', 'redshift', '--calibrate')).found.has('redshift text of a statement'),
    ).toBe(false);
  });

  it('keeps what it found out beside the states of the collectors, and tells it again', async () => {
    await fetch(`${s3.endpoint}/answers`, { method: 'PUT' });
    process.env['AWS_ENDPOINT_URL_S3'] = s3.endpoint;
    process.env['STATE_BUCKET'] = 'answers';
    const calibration = async (...words: string[]): Promise<string | undefined> =>
      (await examined('--only', 'redshift', ...words)).found.get('redshift calibration')?.detail;

    expect(await calibration()).toBe('was never done here: tributary doctor --calibrate');
    await inShop("insert into svv_user_grants values ('tributary', 'sys:monitor')");
    expect(await calibration('--calibrate')).toBe('kept as s3://answers/state/calibration/redshift-shop');
    await inShop('delete from svv_user_grants');

    expect(await calibration()).toMatch(
      /^on \d{4}-\d\d-\d\d: .*text of a statement comes back byte for byte out of 2 rows/,
    );
    process.env['STATE_BUCKET'] = 'nowhere';
    expect(await calibration()).toContain('could not be read: NoSuchBucket');
  });

  it('speaks to people too', async () => {
    const { code, text } = await tributary('doctor', '--only', 'redshift');

    expect(code).toBe(1);
    expect(text).toContain('ok    redshift  database shop: answers\n');
    expect(text).toMatch(
      /FAIL {2}redshift {2}everybody's statements: .*\n {8}grant role sys:monitor to "tributary";\n/,
    );
    expect(text).toContain('2 ok, 0 to look at, 1 failed');
  });
});

describe('the database', () => {
  it('lacks its schema and roles, then has them; a login is told what it is enough for', async () => {
    configure({ DATABASE_URL: graph.url });
    const before = await examined();
    expect(before.code).toBe(1);
    expect(before.found.get('database schema')).toMatchObject({ state: 'fail', fix: 'tributary migrate' });
    expect(before.found.get('database roles')?.fix).toContain('create role tributary_writer nologin;');
    expect(before.found.get('database encryption')?.state).toBe('warn');

    await migrate(graph.url, { roles: true });
    const owner = openDatabase(graph.url);
    await owner.query('create role api login in role tributary_reader');
    await owner.query('create role stranger login');
    await owner.close();
    const as = (user: string): void =>
      configure({ DATABASE_URL: graph.url.replace('//tributary@', `//${user}@`) });

    const after = await examined();
    expect(after.code).toBe(3);
    expect(after.found.get('database schema')?.detail).toBe('up to date');
    expect(after.found.get('database rights')?.detail).toBe(
      '"tributary" is enough for: lineage-writer, lineage-api, parser-worker',
    );
    as('api');
    expect((await examined()).found.get('database rights')?.detail).toBe(
      '"api" is enough for: lineage-api, parser-worker',
    );
    as('stranger');
    expect((await examined()).found.get('database rights')?.fix).toContain(
      'grant tributary_reader to "stranger";',
    );
  });

  it('that cannot be reached is one failure', async () => {
    configure({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });

    const { code, found } = await examined();

    expect(code).toBe(1);
    expect([...found.keys()]).toEqual(['database connection']);
  });
});
