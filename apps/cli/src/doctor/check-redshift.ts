import {
  type RedshiftDataPort,
  type RedshiftTarget,
  type Row,
  redshiftClient,
  redshiftWarehouse,
  warehouseErrorCode,
} from '@tributary/warehouse';
import { type Finding, findingsOf } from './finding';
import { accountOf, allow, wordsOf } from './iam';
import type { Settings } from './settings';

const { ok, warn, fail } = findingsOf('redshift');

const SYS_VIEWS = ['sys_query_history', 'sys_query_text', 'sys_transaction_history', 'sys_session_history'];
const SVL_VIEWS = ['svl_statementtext', 'stl_query', 'stl_undone', 'stl_sessions'];

/** Whether the warehouse answers, and shows this user everybody's statements: one that sees its own only gets no error, ever. */
export async function checkRedshift(settings: Settings): Promise<Finding[]> {
  const target = targetOf(settings);
  if (target === null)
    return [fail('target', 'REDSHIFT_CLUSTER and REDSHIFT_WORKGROUP are both set: one of them is meant')];
  const [database] = settings.REDSHIFT_DATABASES ?? [];
  if (database === undefined)
    return [fail('target', 'REDSHIFT_DATABASES names no database', 'export REDSHIFT_DATABASES=dev')];

  const client = redshiftClient({ region: settings.AWS_REGION ?? 'us-east-1' });
  const warehouse = redshiftWarehouse({
    client,
    target,
    sourceId: 'doctor',
    runId: `doctor-${Date.now()}`,
    timeoutMs: 60_000,
    retry: { attempts: 3 },
  });
  try {
    const findings: Finding[] = [];
    for (const name of settings.REDSHIFT_DATABASES ?? []) {
      const finding = await checkAnswers(warehouse, name, target, settings);
      findings.push(finding);
      if (finding.state === 'fail' && name === database) return findings;
    }
    findings.push(await checkSight(asking(warehouse, database), settings));
    findings.push(...(await checkViews(asking(warehouse, database), settings)));
    return findings;
  } finally {
    client.destroy();
  }
}

type Ask = (name: string, sql: string) => Promise<readonly Row[]>;

const asking =
  (warehouse: RedshiftDataPort, database: string): Ask =>
  async (name, sql) => {
    const rows: Row[] = [];
    for await (const row of warehouse.rows({ name, database, sql: `/* tributary-doctor */ ${sql}` }))
      rows.push(row);
    return rows;
  };

async function checkAnswers(
  warehouse: RedshiftDataPort,
  database: string,
  target: RedshiftTarget,
  settings: Settings,
): Promise<Finding> {
  const subject = `database ${database}`;
  try {
    await asking(warehouse, database)('select 1', 'select 1 as one');
    return ok(subject, 'answers');
  } catch (error) {
    switch (warehouseErrorCode(error)) {
      case 'warehouse-paused':
        return warn(subject, wordsOf(error), 'aws redshift resume-cluster --cluster-identifier <cluster>');
      case 'permission-denied':
        return fail(subject, wordsOf(error), rightsFor(target, database, settings));
      default:
        return fail(subject, wordsOf(error));
    }
  }
}

/** What the Data API and the way of signing in want, as statements of a policy. */
function rightsFor(target: RedshiftTarget, database: string, settings: Settings): string {
  const at = `${settings.AWS_REGION}:${accountOf(settings)}`;
  const place =
    'cluster' in target
      ? `arn:aws:redshift:${at}:cluster:${target.cluster}`
      : `arn:aws:redshift-serverless:${at}:workgroup/*`;
  const signIn: Record<RedshiftTarget['kind'], () => string> = {
    'cluster-secret': () => allow(['secretsmanager:GetSecretValue'], [settings.REDSHIFT_SECRET_ARN ?? '*']),
    'workgroup-secret': () => allow(['secretsmanager:GetSecretValue'], [settings.REDSHIFT_SECRET_ARN ?? '*']),
    'cluster-iam': () =>
      allow(
        ['redshift:GetClusterCredentialsWithIAM'],
        [`arn:aws:redshift:${at}:dbname:${settings.REDSHIFT_CLUSTER}/${database}`],
      ),
    'cluster-user': () =>
      allow(
        ['redshift:GetClusterCredentials'],
        [
          `arn:aws:redshift:${at}:dbuser:${settings.REDSHIFT_CLUSTER}/${settings.REDSHIFT_DB_USER}`,
          `arn:aws:redshift:${at}:dbname:${settings.REDSHIFT_CLUSTER}/${database}`,
        ],
      ),
    'workgroup-iam': () => allow(['redshift-serverless:GetCredentials'], [place]),
  };
  return [
    allow(['redshift-data:ExecuteStatement', 'redshift-data:BatchExecuteStatement'], [place]),
    allow(
      [
        'redshift-data:DescribeStatement',
        'redshift-data:GetStatementResult',
        'redshift-data:CancelStatement',
      ],
      ['*'],
      { StringEquals: { 'redshift-data:statement-owner-iam-userid': '${aws:userid}' } },
    ),
    signIn[target.kind](),
  ].join('\n');
}

/** A superuser, a member of sys:monitor, one with syslog access, or one who has seen others' statements: these see everybody's. */
async function checkSight(ask: Ask, settings: Settings): Promise<Finding> {
  const subject = "everybody's statements";
  const svl = settings.REDSHIFT_HISTORY === 'svl';
  try {
    const [{ name } = { name: '' }] = await ask('user', 'select current_user as name');
    const user = String(name);
    // An installation where one of these cannot be read is judged by the others.
    const facts = async (what: string, sql: string) => await ask(what, sql).catch(() => []);
    const [info] = await facts(
      'user info',
      'select superuser, syslog_access from svv_user_info where user_name = current_user',
    );
    const grants = await facts(
      'user grants',
      'select role_name from svv_user_grants where user_name = current_user',
    );
    const [seen] = await facts(
      'others',
      svl
        ? 'select count(distinct userid) as users from stl_query where userid > 1'
        : 'select count(distinct user_id) as users from sys_query_history where user_id > 1',
    );
    const isTrue = (value: unknown): boolean =>
      value === true || value === 't' || value === 'true' || value === 1;
    const unrestricted =
      String(info?.['syslog_access'] ?? '')
        .trim()
        .toUpperCase() === 'UNRESTRICTED';
    const monitors = grants.some((row) =>
      /^sys:(monitor|dba|superuser)$/i.test(String(row['role_name']).trim()),
    );
    const others = Number(seen?.['users'] ?? 0);

    if (isTrue(info?.['superuser']))
      return warn(
        subject,
        `"${user}" is a superuser: it sees all, and may do all; a user of its own would do`,
        grantFor('lineage', svl, true),
      );
    if (monitors && (!svl || unrestricted)) return ok(subject, `"${user}" has the role sys:monitor`);
    if (unrestricted)
      return svl
        ? ok(subject, `"${user}" has unrestricted access to the system log`)
        : warn(
            subject,
            `"${user}" has unrestricted access to the system log, which leaves out what others own in SVV_ views (external schemas, datashares)`,
            grantFor(user, false),
          );
    if (others > 1) return ok(subject, `"${user}" sees statements of ${others} users`);
    return fail(
      subject,
      `"${user}" sees its own statements only: Redshift gives no error, and nearly all lineage would be missing`,
      grantFor(user, svl),
    );
  } catch (error) {
    return fail(subject, `could not be found out: ${wordsOf(error)}`);
  }
}

function grantFor(user: string, svl: boolean, create = false): string {
  const name = `"${user.replaceAll('"', '""')}"`;
  return [
    ...(create ? [`create user ${name} password disable;`] : []),
    `grant role sys:monitor to ${name};`,
    ...(svl ? [`alter user ${name} syslog access unrestricted;`] : []),
  ].join('\n');
}

async function checkViews(ask: Ask, settings: Settings): Promise<Finding[]> {
  const mode = settings.REDSHIFT_HISTORY ?? 'auto';
  const history = mode === 'svl' ? SVL_VIEWS : SYS_VIEWS;
  const refused: Finding[] = [];
  const views = [...history, 'svv_external_schemas', 'svv_datashares'];
  for (const view of views) {
    try {
      await ask(view, `select 1 as one from ${view} limit 1`);
    } catch (error) {
      if (warehouseErrorCode(error) === 'relation-missing' && mode === 'auto' && SYS_VIEWS.includes(view)) {
        refused.push(
          warn(
            `view ${view}`,
            'does not exist here: the collector falls back to SVL and STL',
            'export REDSHIFT_HISTORY=svl',
          ),
        );
        continue;
      }
      const fix =
        warehouseErrorCode(error) === 'permission-denied'
          ? 'grant role sys:monitor to <the user above>;'
          : undefined;
      refused.push(fail(`view ${view}`, wordsOf(error), fix));
    }
  }
  return refused.length > 0 ? refused : [ok('system views', `${views.length} can be read`)];
}

function targetOf(settings: Settings): RedshiftTarget | null {
  const {
    REDSHIFT_CLUSTER: cluster,
    REDSHIFT_WORKGROUP: workgroup,
    REDSHIFT_SECRET_ARN: secretArn,
    REDSHIFT_DB_USER: dbUser,
  } = settings;
  if (cluster !== undefined && workgroup !== undefined) return null;
  if (workgroup !== undefined)
    return secretArn === undefined
      ? { kind: 'workgroup-iam', workgroup }
      : { kind: 'workgroup-secret', workgroup, secretArn };
  if (cluster === undefined) return null;
  if (secretArn !== undefined) return { kind: 'cluster-secret', cluster, secretArn };
  return dbUser === undefined ? { kind: 'cluster-iam', cluster } : { kind: 'cluster-user', cluster, dbUser };
}
