import type { Component, Logger, SecretSource } from '@tributary/service-kit';
import type { StoredKey } from './key-ring';
import { readKeys } from './read-keys';

export interface KeysOfSecret extends Component {
  /** Told of the keys whenever they were read and are not what they were. */
  onKeys(listener: (keys: readonly StoredKey[]) => void): void;
}

export interface KeysOfSecretOptions {
  readonly secret: SecretSource;
  readonly refreshMs: number;
  readonly logger: Logger;
}

/** Keys in a secret: there before the first event is taken, and looked at again from time to time, so that keys come and go without a restart. */
export function keysOfSecret({ secret, refreshMs, logger }: KeysOfSecretOptions): KeysOfSecret {
  let listener: (keys: readonly StoredKey[]) => void = () => undefined;
  let text: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  const read = async (): Promise<void> => {
    const found = await secret.read();
    if (found === text) return;
    try {
      listener(readKeys(found));
    } catch (error) {
      throw new Error(`${secret.name} ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    text = found;
  };
  const again = (): void =>
    void read().catch((error: unknown) =>
      logger.warn({ err: error }, 'the keys cannot be read again: those read last stay in force'),
    );

  return {
    name: 'keys in a secret',
    onKeys: (told) => void (listener = told),
    check: read,
    start: async () => void (timer = setInterval(again, refreshMs).unref()),
    stop: async () => clearInterval(timer),
  };
}
