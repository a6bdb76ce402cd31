import { readFileSync } from 'node:fs';
import {
  type Component,
  ConfigurationError,
  type Logger,
  secretsManagerSource,
} from '@tributary/service-kit';
import type { GatewayConfig } from '../config';
import type { Authority } from './authenticate';
import { createKeyRing, type StoredKey } from './key-ring';
import { keysOfSecret } from './keys-of-secret';
import { readKeys } from './read-keys';

type KeysConfig = Pick<
  GatewayConfig,
  | 'API_KEYS'
  | 'API_KEYS_FILE'
  | 'API_KEYS_SECRET_ID'
  | 'API_KEYS_REFRESH_SECONDS'
  | 'ALLOW_ANONYMOUS'
  | 'AWS_REGION'
>;

export interface OpenedKeys {
  readonly authority: Authority;
  /** What has to be there before anybody may send. */
  readonly parts: readonly Component[];
}

/** Who may send, by configuration: with keys only their holders, without keys everybody; ALLOW_ANONYMOUS overrides both. */
export function openKeys(config: KeysConfig, logger: Logger): OpenedKeys {
  const fixed = [
    ...readFrom('API_KEYS', config.API_KEYS, (text) => text),
    ...readFrom('API_KEYS_FILE', config.API_KEYS_FILE, (path) => readFileSync(path, 'utf8')),
  ];
  const { API_KEYS_SECRET_ID: secretId, AWS_REGION: region } = config;
  const none = fixed.length === 0 && secretId === undefined;
  const anonymous = config.ALLOW_ANONYMOUS ?? none;
  if (!anonymous && none)
    throw problem(
      'ALLOW_ANONYMOUS',
      'ALLOW_ANONYMOUS is false and no keys are configured: nobody could send; set API_KEYS_FILE or API_KEYS_SECRET_ID',
    );

  let keys: readonly StoredKey[] = fixed;
  let ring = createKeyRing(keys);
  const authority: Authority = {
    anonymous,
    get keys() {
      return keys.length;
    },
    senderOf: (key) => ring(key),
  };
  if (secretId === undefined) return { authority, parts: [] };

  const stored = keysOfSecret({
    secret: secretsManagerSource({ secretId, region: secretId.startsWith('arn:') ? undefined : region }),
    refreshMs: config.API_KEYS_REFRESH_SECONDS * 1_000,
    logger,
  });
  stored.onKeys((found) => {
    keys = [...fixed, ...found];
    ring = createKeyRing(keys);
    logger.info({ keys: keys.length }, 'keys read');
  });
  return { authority, parts: [stored] };
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
