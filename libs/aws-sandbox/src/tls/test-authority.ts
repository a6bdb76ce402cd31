import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { der } from './der';

export interface IssuedCertificate {
  /** PEM */
  readonly certificate: string;
  /** PEM */
  readonly key: string;
}

export interface TestAuthority {
  /** What those have to trust who connect to its servers, as PEM. */
  readonly certificate: string;
  /** A server's certificate for these host names. */
  issue(...hosts: readonly string[]): IssuedCertificate;
}

const ECDSA_SHA256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const DAY_MS = 86_400_000;

/** A certificate authority for one test, valid for a day: TLS is tested without files that expire. */
export function testAuthority(name = 'Tributary test authority'): TestAuthority {
  const own = keyPair();
  const certificate = signed(name, name, own.publicKey, own.privateKey, [
    extension('2.5.29.19', der.sequence(der.boolean(true)), true),
  ]);
  return {
    certificate,
    issue: (...hosts) => {
      const server = keyPair();
      const names = hosts.map((host) => der.numbered(2, Buffer.from(host), true));
      return {
        certificate: signed(name, hosts[0] ?? 'server', server.publicKey, own.privateKey, [
          extension('2.5.29.17', der.sequence(...names)),
        ]),
        key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function signed(
  issuer: string,
  subject: string,
  publicKey: KeyObject,
  signingKey: KeyObject,
  extensions: readonly Buffer[],
): string {
  const now = Date.now();
  const body = der.sequence(
    der.numbered(0, der.integer(Buffer.from([2]))),
    der.integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    commonName(issuer),
    der.sequence(der.time(new Date(now - DAY_MS)), der.time(new Date(now + DAY_MS))),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der.numbered(3, der.sequence(...extensions)),
  );
  const whole = der.sequence(body, ECDSA_SHA256, der.bits(sign('sha256', body, signingKey)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const commonName = (name: string): Buffer =>
  der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.text(name))));

const extension = (oid: string, value: Buffer, critical = false): Buffer =>
  der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octets(value));
