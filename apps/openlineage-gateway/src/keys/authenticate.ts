import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from '../http/refusal';
import { type Sender, anybody } from './key-ring';

export interface Authority {
  /** True: requests without a key are taken too. */
  readonly anonymous: boolean;
  /** How many keys there are. Without any, whatever key a client sends is ignored. */
  readonly keys: number;
  senderOf(key: string): Sender | undefined;
}

/** The sender of a request by `Authorization: Bearer <key>` or `x-api-key: <key>`. A wrong key is refused even where none is needed. */
export function authenticate(headers: IncomingHttpHeaders, authority: Authority): Sender | Refusal {
  if (authority.keys === 0) return anybody;
  const key = keyOf(headers);
  if (key === null) {
    return authority.anonymous ? anybody : unauthorized('no-key', 'send Authorization: Bearer <key>');
  }
  return authority.senderOf(key) ?? unauthorized('unknown-key', 'nobody has this key');
}

/** Null: none was sent. Credentials of another scheme are a key that nobody has. */
function keyOf(headers: IncomingHttpHeaders): string | null {
  const own = headers['x-api-key'];
  if (typeof own === 'string' && own !== '') return own;
  const { authorization } = headers;
  if (authorization === undefined) return null;
  return /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? '';
}

const unauthorized = (code: string, detail: string): Refusal => ({
  status: 401,
  code,
  detail,
  headers: { 'www-authenticate': 'Bearer realm="tributary"' },
});
