import { z } from 'zod';

const text = z.string().min(1).optional();
const secretParts = z.object({
  username: text,
  user: text,
  password: z.string().optional(),
  host: text,
  hostname: text,
  port: z.union([z.number(), z.string()]).optional(),
  dbname: text,
  database: text,
  engine: text,
  url: text,
  uri: text,
  connectionString: text,
  DATABASE_URL: text,
  SUPABASE_DB_URL: text,
});

const isAddress = (value: string): boolean => /^postgres(ql)?:\/\//.test(value.trim());

/**
 * The address in a secret: the parts that RDS and Redshift write (`{"username":"app","password":"…","host":"db","port":5432,"dbname":"graph"}`),
 * those of Supabase (`user`, `database`), or an address, as text or as `url`. Beside a `base` address the secret says who signs in and the base where:
 * a secret that RDS manages has nothing but `username` and `password`, and a proxy stands somewhere else than its database.
 * Throws an Error that shows no value.
 */
export function readDatabaseSecret(secret: string, base?: string): string {
  const address = isAddress(secret) ? new URL(secret.trim()) : addressOfParts(secret, base);
  if (base === undefined) return address.href;
  const place = new URL(base);
  if (address.username !== '') place.username = address.username;
  if (address.password !== '') place.password = address.password;
  return place.href;
}

function addressOfParts(secret: string, base: string | undefined): URL {
  const parts = partsOf(secret);
  const { url, uri, connectionString, DATABASE_URL, SUPABASE_DB_URL, engine } = parts;
  const whole = url ?? uri ?? connectionString ?? DATABASE_URL ?? SUPABASE_DB_URL;
  if (whole !== undefined) {
    if (!isAddress(whole) || !URL.canParse(whole)) throw new Error('its address is not a postgres:// URL');
    return new URL(whole);
  }
  if (engine !== undefined && !/postgres/i.test(engine))
    throw new Error(`it belongs to a database of engine '${engine}', and the graph needs Postgres`);

  const user = parts.username ?? parts.user;
  const host = parts.host ?? parts.hostname;
  const missing = [
    ...(user === undefined ? ['username'] : []),
    ...(parts.password === undefined ? ['password'] : []),
    ...(host === undefined && base === undefined ? ['host (or set DATABASE_URL beside it)'] : []),
  ];
  if (missing.length > 0) throw new Error(`it lacks ${missing.join(', ')}`);
  const made = new URL(
    `postgres://${host === undefined || base !== undefined ? 'elsewhere' : bracketed(host)}/${encodeURIComponent(parts.dbname ?? parts.database ?? 'postgres')}`,
  );
  made.username = encodeURIComponent(user ?? '');
  made.password = encodeURIComponent(parts.password ?? '');
  made.port = String(parts.port ?? 5432);
  return made;
}

function partsOf(secret: string): z.infer<typeof secretParts> {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    throw new Error('it is neither JSON nor a postgres:// URL');
  }
  const parsed = secretParts.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new Error(`it cannot be read: ${faults.join('; ')}`);
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
