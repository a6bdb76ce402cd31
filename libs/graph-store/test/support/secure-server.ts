import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IssuedCertificate } from '@tributary/aws-sandbox';
import type { Database } from '../../src';

/** Has the embedded server ask this role for its password, as a real one does. */
export async function demandPassword(owner: Database, role: string): Promise<void> {
  const [{ file }] = (await owner.query<{ file: string }>(
    "select setting as file from pg_settings where name = 'hba_file'",
  )) as [{ file: string }];
  writeFileSync(file, `host all ${role} all scram-sha-256\n${readFileSync(file, 'utf8')}`);
  await owner.query('select pg_reload_conf()');
}

/** Turns TLS on; who connects from now on may use it. */
export async function offerTls(owner: Database, { certificate, key }: IssuedCertificate): Promise<void> {
  const [{ folder }] = (await owner.query<{ folder: string }>(
    "select setting as folder from pg_settings where name = 'data_directory'",
  )) as [{ folder: string }];
  const { uid, gid } = statSync(folder);
  for (const [name, text] of [
    ['server.crt', certificate],
    ['server.key', key],
  ] as const) {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    chownSync(file, uid, gid);
  }
  await owner.query('alter system set ssl = on');
  await owner.query('select pg_reload_conf()');
}
