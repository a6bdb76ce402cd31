import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';

/** What a connection is made with. */
export interface ConnectionSettings {
  /** Without sslmode and its kin: those are in `ssl`. */
  readonly url: string;
  /** Absent: as the address and the environment of the driver say. */
  readonly ssl?: ConnectionOptions | false;
}

/**
 * `verify-full` checks the server's certificate and that it is for this host, `verify-ca` the certificate only, `no-verify` encrypts for
 * whoever answers.
 */
export const sslModes = ['disable', 'no-verify', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof sslModes)[number];

export interface TlsWishes {
  /** Wins over what the address says. */
  readonly mode?: SslMode | undefined;
  /** Used where neither `mode` nor the address says anything. */
  readonly otherwise?: SslMode | undefined;
  /** Certificates of the authorities to trust, as PEM; absent: those that Node trusts. */
  readonly ca?: string | undefined;
}

const TLS_PARAMETERS = ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat'] as const;

/**
 * Settles how the database at `url` is spoken to. An address that asks for TLS in any words gets it verified, unless it says `no-verify`:
 * `require` means "encrypt for whoever answers" to libpq and "verify" to node-postgres today, and the strict reading cannot leak anything.
 */
export function connectionSettings(url: string, wishes: TlsWishes = {}): ConnectionSettings {
  const said = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
  const ca = wishes.ca ?? fileOf(said, 'sslrootcert');
  const mode =
    wishes.mode ?? modeOf(said) ?? (ca === undefined ? undefined : 'verify-full') ?? wishes.otherwise;
  if (mode === undefined) return { url };

  const [cert, key] = [fileOf(said, 'sslcert'), fileOf(said, 'sslkey')];
  const ssl: ConnectionOptions = {
    rejectUnauthorized: mode !== 'no-verify',
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
  return { url: withoutTls(url), ssl: mode === 'disable' ? false : ssl };
}

function modeOf(said: URLSearchParams): SslMode | undefined {
  const mode = said.get('sslmode') ?? said.get('ssl');
  switch (mode) {
    case null:
      return undefined;
    case 'disable':
    case 'false':
    case '0':
      return 'disable';
    case 'no-verify':
    case 'verify-ca':
    case 'verify-full':
      return mode;
    default:
      return said.get('uselibpqcompat') === 'true' && !said.has('sslrootcert') ? 'no-verify' : 'verify-full';
  }
}

const fileOf = (said: URLSearchParams, parameter: string): string | undefined => {
  const file = said.get(parameter);
  return file === null ? undefined : readFileSync(file, 'utf8');
};

/** What the driver finds in the address would win over `ssl`. */
function withoutTls(url: string): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  if (!TLS_PARAMETERS.some((name) => address.searchParams.has(name))) return url;
  for (const name of TLS_PARAMETERS) address.searchParams.delete(name);
  return address.href;
}
