import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SecretsManager, startSecretsManager, testAuthority } from '@tributary/aws-sandbox';
import { stopTestServer, testDatabase, type TestDatabase } from '@tributary/testing';
import { databaseAccess, type Database, openDatabase } from '../src';
import { connectionSettings } from '../src/access/connection-settings';
import { fixedAccess, secretAccess } from '../src/access/database-access';
import { readDatabaseSecret } from '../src/access/read-database-secret';
import { demandPassword, offerTls } from './support/secure-server';

const SECRET = 'tributary/database';
let graph: TestDatabase;
let owner: Database;
let secrets: SecretsManager;
let reads = 0;
const opened: Database[] = [];
const environment = { ...process.env };

const open = (config: Parameters<typeof databaseAccess>[0], connections = 4): Database => {
  const database = openDatabase(databaseAccess(config), { maxConnections: connections, tries: 20 });
  opened.push(database);
  return database;
};
const secretOf = (username: string, password: string): string => {
  const { hostname: host, port, pathname } = new URL(graph.url);
  return JSON.stringify({
    engine: 'postgres',
    host,
    port: Number(port),
    username,
    password,
    dbname: pathname.slice(1),
  });
};
const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((done) => setTimeout(done, 5));
};
const connectionsOf = async (role: string): Promise<number> =>
  (await owner.query('select from pg_stat_activity where usename = $1', [role])).length;
const endConnectionsOf = async (role: string): Promise<void> =>
  void (await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
    role,
  ]));

/** Eight who work without a pause until they are stopped. */
function startLoad(work: (id: string) => Promise<unknown>) {
  const done = new Set<string>();
  const failures: unknown[] = [];
  let stopping = false;
  const workers = [0, 1, 2, 3, 4, 5, 6, 7].map(async (worker) => {
    for (let n = 0; !stopping; n += 1) {
      const id = `${worker}-${n}`;
      await work(id).then(
        () => done.add(id),
        (error: unknown) => failures.push(error),
      );
    }
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all(workers);
  };
  return { done, failures, stop };
}

beforeAll(async () => {
  graph = await testDatabase();
  owner = openDatabase(graph.url);
  secrets = await startSecretsManager({ onRequest: () => void (reads += 1) });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  for (const role of ['app', 'app_clone']) {
    await owner.query(`create role ${role} login password 'first'`);
    await demandPassword(owner, role);
  }
  await owner.query('create table visit (id text primary key, by_whom text not null default current_user)');
  await owner.query('grant all on visit to app, app_clone');
  secrets.vault.create(SECRET, secretOf('app', 'first'));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});
afterAll(async () => {
  process.env = environment;
  await owner.close();
  await graph.drop();
  await stopTestServer();
  await secrets.stop();
});

const settings = { DATABASE_SECRET_ID: SECRET, DATABASE_SSLMODE: 'disable' } as const;

describe('credentials from Secrets Manager', () => {
  it('are read once, however many connect', async () => {
    reads = 0;
    const database = open(settings);

    const rows = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => database.query<{ who: string }>('select current_user as who')),
    );

    expect(new Set(rows.map(([row]) => row?.who))).toEqual(new Set(['app']));
    expect(reads).toBe(1);
  });

  it('may be rotated under a running pool: no request is lost, though every connection ends and the secret comes late', async () => {
    reads = 0;
    const database = open(settings);
    const load = startLoad(async (id) => {
      // A commit whose answer was lost is made again; the key keeps it one.
      await database.transaction((transaction) =>
        transaction.query('insert into visit (id) values ($1) on conflict do nothing', [id]),
      );
    });
    await until(() => load.done.size > 50);

    await owner.query("alter role app password 'second'");
    // Some have been refused by now, and found the old secret still there.
    while (reads < 3) await endConnectionsOf('app');
    secrets.vault.put(SECRET, secretOf('app', 'second'));
    await endConnectionsOf('app');
    const before = load.done.size;
    await until(() => load.done.size > before + 100 || load.failures.length > 0);
    await load.stop();

    expect(load.failures).toEqual([]);
    const [{ n }] = (await owner.query('select count(*)::int as n from visit')) as [{ n: number }];
    expect(n).toBe(load.done.size);
  });

  it('may name another user: who asks next is that one, and the old connections end when they are free', async () => {
    let text = secretOf('app', 'second');
    const database = openDatabase(
      secretAccess({ name: 'secret', current: async () => text, renewed: async () => text }, (secret) =>
        connectionSettings(readDatabaseSecret(secret)),
      ),
    );
    opened.push(database);
    const load = startLoad(() => database.query('select pg_sleep(0.001)'));
    await until(() => load.done.size > 50);

    text = secretOf('app_clone', 'first');
    const before = load.done.size;
    await until(() => load.done.size > before + 100 || load.failures.length > 0);
    while ((await connectionsOf('app')) > 0 && load.failures.length === 0);
    await load.stop();

    expect(load.failures).toEqual([]);
    expect(await database.query('select current_user as who')).toEqual([{ who: 'app_clone' }]);
  });

  it('that are no good any more are an error after a while, and one that says so', async () => {
    const wrong = openDatabase(fixedAccess(connectionSettings(readDatabaseSecret(secretOf('app', 'wrong')))));
    opened.push(wrong);
    await expect(wrong.query('select 1')).rejects.toThrow('password authentication failed for user "app"');

    secrets.vault.create('broken', 'hunter2');
    await expect(open({ DATABASE_SECRET_ID: 'broken' }).query('select 1')).rejects.toThrow(
      'secret broken cannot be used: it is neither JSON nor a postgres:// URL',
    );
    await expect(open({ DATABASE_SECRET_ID: 'none' }).query('select 1')).rejects.toThrow(
      'secret none does not exist',
    );
  });

  it('stay in use when what replaces them cannot be read', async () => {
    const errors: unknown[] = [];
    let text = secretOf('app_clone', 'first');
    const access = secretAccess(
      { name: 'secret', current: async () => text, renewed: () => Promise.reject(new Error('away')) },
      (secret) => connectionSettings(readDatabaseSecret(secret)),
      (error) => errors.push(error),
    );
    const good = await access.current();

    text = 'rubbish';

    expect(await access.current()).toBe(good);
    expect(await access.renewed()).toBe(good);
    expect(errors.map(String)).toEqual(['Error: it is neither JSON nor a postgres:// URL', 'Error: away']);
  });
});

describe('TLS', () => {
  const authority = testAuthority();
  const folder = mkdtempSync(path.join(tmpdir(), 'tributary-tls-'));
  const file = path.join(folder, 'authority.pem');
  const encrypted = async (database: Database): Promise<boolean> => {
    const sql = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';
    return (await database.query<{ ssl: boolean }>(sql))[0]?.ssl ?? false;
  };
  const url = (host = 'localhost'): string => {
    const address = new URL(graph.url);
    address.hostname = host;
    return address.href;
  };
  const refusal = async (config: Parameters<typeof databaseAccess>[0]): Promise<string> => {
    return await encrypted(open(config)).then(
      (outcome) => `encrypted: ${outcome}`,
      (error: { readonly message: string }) => error.message,
    );
  };

  beforeAll(() => writeFileSync(file, authority.certificate));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('that the database does not speak is refused, and the refusal says what to do', async () => {
    expect(await refusal({ DATABASE_URL: url(), DATABASE_SSLMODE: 'verify-full' })).toContain(
      'the database speaks no TLS',
    );
  });

  it('is verified: the authority and the host', async () => {
    await offerTls(owner, authority.issue('localhost'));
    await until(async () =>
      encrypted(open({ DATABASE_URL: url(), DATABASE_SSLMODE: 'no-verify' })).catch(() => false),
    );

    expect(await encrypted(open({ DATABASE_URL: url(), DATABASE_CA_FILE: file }))).toBe(true);
    expect(await encrypted(open({ DATABASE_URL: `${url()}?sslmode=require&sslrootcert=${file}` }))).toBe(
      true,
    );
    expect(await encrypted(open({ DATABASE_URL: url() }))).toBe(false);
    expect(await refusal({ DATABASE_URL: `${url()}?sslmode=require` })).toMatch(
      /could not be verified: an authority that is not trusted here has signed its certificate; set DATABASE_CA_FILE/,
    );
    expect(await refusal({ DATABASE_SECRET_ID: SECRET })).toContain('set DATABASE_CA_FILE');
  });

  it('with a certificate for another host is refused, unless the host does not matter', async () => {
    await offerTls(owner, authority.issue('elsewhere.example'));
    const config = { DATABASE_URL: url(), DATABASE_CA_FILE: file } as const;
    await until(async () => (await refusal(config)).includes('its certificate is for another host'));

    expect(await encrypted(open({ ...config, DATABASE_SSLMODE: 'verify-ca' }))).toBe(true);
  });

  it('wants a file of authorities that can be used', () => {
    expect(() =>
      databaseAccess({ DATABASE_URL: url(), DATABASE_CA_FILE: path.join(folder, 'none') }),
    ).toThrow('DATABASE_CA_FILE cannot be read');
    writeFileSync(path.join(folder, 'empty'), '');
    expect(() =>
      databaseAccess({ DATABASE_URL: url(), DATABASE_CA_FILE: path.join(folder, 'empty') }),
    ).toThrow('DATABASE_CA_FILE holds no certificate');
  });
});
