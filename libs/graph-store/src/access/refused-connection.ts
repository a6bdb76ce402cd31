/** True when the server knew us not: a rotation may be why. Poolers between say it in words of their own. */
export function isRefusedLogin(error: unknown): boolean {
  if (!(typeof error === 'object' && error !== null)) return false;
  const { code, message = '' } = error as { readonly code?: unknown; readonly message?: string };
  // invalid_password, invalid_authorization_specification: https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (code === '28P01' || code === '28000') return true;
  return /password authentication failed|SASL authentication failed|wrong password type/i.test(message);
}

const unverified: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: 'an authority that is not trusted here has signed its certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'an authority that is not trusted here has signed its certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'an authority that is not trusted here has signed its certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'an authority that is not trusted here has signed its certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it has signed its certificate itself',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
};
const REMEDY =
  'set DATABASE_CA_FILE to the certificates of its authority (RDS: global-bundle.pem, Supabase: database settings)';

/** The same error, with words about TLS that say what to change; others as they are. */
export function explainConnection(error: unknown): unknown {
  // Not `instanceof`: an error of a socket may come from another realm, as under jest.
  if (!(typeof error === 'object' && error !== null)) return error;
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  const why = unverified[code];
  if (why !== undefined) return explained(`the database could not be verified: ${why}; ${REMEDY}`, error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return explained(
      `the database could not be verified: its certificate is for another host (${message}); connect by a name that it holds, or set DATABASE_SSLMODE=verify-ca`,
      error,
    );
  if (/server does not support SSL/i.test(message))
    return explained(
      'the database speaks no TLS; turn it on there, or set DATABASE_SSLMODE=disable where the network is trusted',
      error,
    );
  return error;
}

const explained = (message: string, cause: object): Error =>
  Object.assign(new Error(message, { cause }), { code: 'code' in cause ? cause.code : undefined });
