import { type RedshiftTarget, warehouseErrorCode } from '@tributary/warehouse';
import { type Finding, findingsOf } from './finding';
import { accountOf, allow, wordsOf } from './iam';
import { type Ask, openRedshift } from './open-redshift';
import type { Settings } from './settings';

const { ok, warn, fail } = findingsOf('redshift');

const SYS_VIEWS = ['sys_query_history', 'sys_query_text', 'sys_transaction_history', 'sys_session_history'];
const SVL_VIEWS = ['svl_statementtext', 'stl_query', 'stl_undone', 'stl_sessions'];
/** What tells which tables statements touched. */
const PLAN_VIEWS = { sys: ['sys_query_detail'], svl: ['stl_scan', 'stl_insert', 'stl_delete'] };

/** Whether the warehouse answers, and shows this user everybody's statements: one that sees its own only gets no error, ever. */
export async function checkRedshift(settings: Settings): Promise<Finding[]> {
  const opened = openRedshift(settings);
  if ('problem' in opened) return [opened.problem];
  const { target, database, ask, close } = opened;
  try {
    const findings: Finding[] = [];
    for (const name of settings.REDSHIFT_DATABASES ?? []) {
      const finding = await checkAnswers(
        (what, sql) => ask(what, sql, { database: name }),
        name,
        target,
        settings,
      );
      findings.push(finding);
      if (finding.state === 'fail' && name === database) return findings;
    }
    findings.push(await checkSight(ask, settings));
    findings.push(...(await checkViews(ask, settings)));
    findings.push(...(await checkPlans(ask, settings)));
    return findings;
  } finally {
    close();
  }
}

async function checkAnswers(
  ask: Ask,
  database: string,
  target: RedshiftTarget,
  settings: Settings,
): Promise<Finding> {
  const subject = `database ${database}`;
  try {
    await ask('select 1', 'select 1 as one');
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

/** Lineage goes on without these: a remark, where one of them cannot be read. */
async function checkPlans(ask: Ask, { REDSHIFT_HISTORY: mode }: Settings): Promise<Finding[]> {
  const refused: Finding[] = [];
  for (const view of PLAN_VIEWS[mode === 'svl' ? 'svl' : 'sys']) {
    try {
      await ask(view, `select 1 as one from ${view} limit 1`);
    } catch (error) {
      const lost = 'which tables statements touched is not compared with what their texts say';
      const fix =
        mode === 'svl'
          ? 'alter user <the user above> syslog access unrestricted;'
          : 'grant role sys:monitor to <the user above>;';
      refused.push(warn(`view ${view}`, `${lost}: ${wordsOf(error)}`, fix));
    }
  }
  return refused;
}
