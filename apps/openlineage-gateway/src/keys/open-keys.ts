import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@tributary/service-kit';
import type { GatewayConfig } from '../config';
import type { Authority } from './authenticate';
import { createKeyRing, type StoredKey } from './key-ring';
import { readKeys } from './read-keys';

/** Who may send, by configuration: with keys only their holders, without keys everybody; ALLOW_ANONYMOUS overrides both. */
export function openKeys(config: GatewayConfig): Authority & { readonly keys: number } {
  const keys = [
    ...readFrom('API_KEYS', config.API_KEYS, (text) => text),
    ...readFrom('API_KEYS_FILE', config.API_KEYS_FILE, (path) => readFileSync(path, 'utf8')),
  ];
  const anonymous = config.ALLOW_ANONYMOUS ?? keys.length === 0;
  if (!anonymous && keys.length === 0)
    throw problem(
      'ALLOW_ANONYMOUS',
      'ALLOW_ANONYMOUS is false and no keys are configured: nobody could send; set API_KEYS_FILE',
    );
  return { anonymous, senderOf: createKeyRing(keys), keys: keys.length };
}

function readFrom(
  variable: string,
  value: string | undefined,
  textOf: (value: string) => string,
): readonly StoredKey[] {
  if (value === undefined) return [];
  try {
    return readKeys(textOf(value));
  } catch (error) {
    throw problem(variable, `${variable} ${error instanceof Error ? error.message : String(error)}`);
  }
}

const problem = (variable: string, message: string): ConfigurationError =>
  new ConfigurationError([{ variable, message }]);
