import { readFile, stat } from 'node:fs/promises';
import { ConfigurationError, type Logger } from '@tributary/service-kit';
import type { Config } from '../config';
import { type KeyRing, holdsKey } from './key-ring';
import { parseKeyFile } from './parse-key-file';

/** A key file is looked at again after this long, so that keys can be taken back without a restart. */
const LOOK_AGAIN_MS = 5_000;

/** The keys of the configuration; null when it names none. Throws ConfigurationError when the file cannot be used. */
export async function openKeyRing(
  config: Pick<Config, 'API_KEYS' | 'API_KEYS_FILE'>,
  logger: Logger,
): Promise<KeyRing | null> {
  const fixed = (config.API_KEYS ?? []).map((hash) => Buffer.from(hash, 'hex'));
  const file = config.API_KEYS_FILE;
  if (file === undefined) {
    if (config.API_KEYS === undefined) return null;
    return { holds: async (key) => holdsKey(fixed, key) };
  }

  let seen = { changedAt: await changedAt(file), hashes: await readHashes(file), lookedAt: Date.now() };
  const fresh = async (): Promise<readonly Buffer[]> => {
    if (Date.now() - seen.lookedAt < LOOK_AGAIN_MS) return seen.hashes;
    seen = { ...seen, lookedAt: Date.now() };
    try {
      const at = await changedAt(file);
      if (at !== seen.changedAt) seen = { ...seen, changedAt: at, hashes: await readHashes(file) };
    } catch (error) {
      logger.warn({ err: error }, 'API_KEYS_FILE cannot be read: the keys read last stay in force');
    }
    return seen.hashes;
  };
  return { holds: async (key) => holdsKey([...fixed, ...(await fresh())], key) };
}

const changedAt = async (file: string): Promise<number> => (await stat(file).catch(unreadable)).mtimeMs;
const readHashes = async (file: string): Promise<Buffer[]> =>
  parseKeyFile(await readFile(file, 'utf8').catch(unreadable));

function unreadable(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new ConfigurationError([
    { variable: 'API_KEYS_FILE', message: `API_KEYS_FILE cannot be read: ${reason}` },
  ]);
}
