import { readDatabaseSecret } from './read-database-secret';

const rds = {
  username: 'app',
  password: 'p@ss/word%',
  engine: 'postgres',
  host: 'db.example',
  port: 5433,
  dbname: 'graph',
};
const complaint = (text: string, base?: string): string => {
  try {
    return readDatabaseSecret(text, base);
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a secret of the database', () => {
  it('may be what RDS and Redshift write', () => {
    const address = new URL(readDatabaseSecret(JSON.stringify(rds)));

    expect(address.host).toBe('db.example:5433');
    expect(address.pathname).toBe('/graph');
    expect(decodeURIComponent(address.username)).toBe('app');
    expect(decodeURIComponent(address.password)).toBe('p@ss/word%');
  });

  it('may be in parts as Supabase names them, the port a text', () => {
    const parts = {
      user: 'postgres.abc',
      password: 'x',
      host: 'aws-0.pooler.example',
      port: '6543',
      database: 'postgres',
    };

    expect(readDatabaseSecret(JSON.stringify(parts))).toBe(
      'postgres://postgres.abc:x@aws-0.pooler.example:6543/postgres',
    );
  });

  it.each(['url', 'uri', 'connectionString', 'DATABASE_URL', 'SUPABASE_DB_URL'])(
    'may hold an address as %s',
    (name) => {
      const address = 'postgresql://postgres:x@db.abc.supabase.example:5432/postgres?sslmode=verify-full';

      expect(readDatabaseSecret(JSON.stringify({ [name]: address }))).toBe(address);
    },
  );

  it('may be an address', () => {
    expect(readDatabaseSecret('postgres://a:b@c:5/d\n')).toBe('postgres://a:b@c:5/d');
  });

  it('says only who signs in where an address stands beside it', () => {
    const base = 'postgres://proxy.example:6432/graph?sslmode=verify-full';
    const wanted = 'postgres://app:p%40ss%2Fword%25@proxy.example:6432/graph?sslmode=verify-full';

    expect(readDatabaseSecret(JSON.stringify({ username: 'app', password: rds.password }), base)).toBe(
      wanted,
    );
    expect(readDatabaseSecret(JSON.stringify(rds), base)).toBe(wanted);
    expect(readDatabaseSecret('postgres://app:x@other/else', base)).toBe(
      'postgres://app:x@proxy.example:6432/graph?sslmode=verify-full',
    );
  });

  it('is refused with what is wrong and without what it holds', () => {
    expect(complaint('hunter2')).toBe('it is neither JSON nor a postgres:// URL');
    expect(complaint(JSON.stringify({ username: 'app' }))).toBe(
      'it lacks password, host (or set DATABASE_URL beside it)',
    );
    expect(complaint(JSON.stringify({ ...rds, engine: 'mysql' }))).toContain("engine 'mysql'");
    expect(complaint(JSON.stringify({ url: 'mysql://root:hunter2@db/x' }))).toBe(
      'its address is not a postgres:// URL',
    );
    expect(complaint(JSON.stringify({ username: ['hunter2'] }))).not.toContain('hunter2');
  });
});
