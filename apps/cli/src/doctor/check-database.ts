import { databaseAccess, type Database, missingMigrations, openDatabase } from '@tributary/graph-store';
import { type Finding, findingsOf } from './finding';
import { wordsOf } from './iam';
import type { Settings } from './settings';

const { ok, warn, fail } = findingsOf('database');
const OLDEST_POSTGRES = 14;

interface Login {
  readonly name: string;
  readonly version: number;
  readonly encrypted: boolean | null;
  readonly roles: readonly string[];
}

/** Whether the graph's database answers, is as new as this program, and lets this login do what a service does. */
export async function checkDatabase(settings: Settings): Promise<Finding[]> {
  const database = openDatabase(databaseAccess(settings), {
    maxConnections: 1,
    applicationName: 'tributary-doctor',
    tries: 1,
  });
  try {
    const [login] = await database.query<Login>(LOGIN);
    return [
      ok('connection', `as "${login!.name}"`),
      encryption(login!),
      login!.version >= OLDEST_POSTGRES
        ? ok('version', `Postgres ${login!.version}`)
        : fail('version', `Postgres ${login!.version}: ${OLDEST_POSTGRES} is the oldest that works`),
      ...(await checkSchema(database)),
      ...(await checkRoles(database, login!)),
    ];
  } catch (error) {
    return [fail('connection', wordsOf(error))];
  } finally {
    await database.close();
  }
}

const LOGIN = `
  select
    current_user as name,
    current_setting('server_version_num')::int / 10000 as version,
    (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as encrypted,
    array(
      select rolname::text from pg_roles
      where rolname in ('tributary_writer', 'tributary_reader', 'tributary_parser') order by 1
    ) as roles`;

const encryption = ({ encrypted }: Login): Finding =>
  encrypted === true
    ? ok('encryption', 'TLS')
    : warn(
        'encryption',
        'none: passwords and SQL travel in the clear, unless a proxy or a tunnel takes care',
        'export DATABASE_SSLMODE=verify-full',
      );

async function checkSchema(database: Database): Promise<Finding[]> {
  try {
    const missing = await missingMigrations(database);
    return [
      missing.length === 0
        ? ok('schema', 'up to date')
        : fail('schema', `lacks the migrations ${missing.join(', ')}`, 'tributary migrate'),
    ];
  } catch (error) {
    return [fail('schema', wordsOf(error))];
  }
}

async function checkRoles(database: Database, { name, roles }: Login): Promise<Finding[]> {
  const wanted = ['tributary_parser', 'tributary_reader', 'tributary_writer'];
  const missing = wanted.filter((role) => !roles.includes(role));
  const existence =
    missing.length === 0
      ? ok('roles', 'those of writer, reader and parser are there')
      : warn(
          'roles',
          `${missing.join(', ')} are not there: each service has to sign in as the owner of the tables`,
          missing.map((role) => `create role ${role} nologin;`).join('\n') + '\ntributary migrate',
        );
  const [may] = await database.query<{ write: boolean; read: boolean; parse: boolean }>(MAY);
  const able = [
    ...(may!.write ? ['write'] : []),
    ...(may!.read ? ['read'] : []),
    ...(may!.parse ? ['parse'] : []),
  ];
  return [
    existence,
    able.length > 0
      ? ok('rights', `"${name}" is enough for: ${able.map((what) => services[what]).join(', ')}`)
      : fail(
          'rights',
          `"${name}" may not read the tables`,
          `grant tributary_reader to "${name}"; -- for lineage-api; tributary_writer, tributary_parser for the others`,
        ),
  ];
}

const services: Readonly<Record<string, string>> = {
  write: 'lineage-writer',
  read: 'lineage-api',
  parse: 'parser-worker',
};

/** A table that is not there yet counts as one that may not be used. */
const MAY = `
  select
    coalesce(has_table_privilege(to_regclass('execution'), 'insert'), false) as write,
    coalesce(has_table_privilege(to_regclass('execution'), 'select'), false) as read,
    coalesce(has_table_privilege(to_regclass('name_state'), 'select'), false) as parse`;
