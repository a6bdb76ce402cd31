import type { CachedSecret } from '@tributary/service-kit';
import { type ConnectionSettings, connectionSettings } from './connection-settings';

/** Where a database is and how to sign in, asked for whenever somebody needs a connection. */
export interface DatabaseAccess {
  /** Gives the same object for as long as it is the same; costs nothing to ask. */
  current(): Promise<ConnectionSettings>;
  /** What to try after a refused login; absent where the settings cannot change. */
  renewed?(): Promise<ConnectionSettings>;
}

/** An address that stays. */
export function fixedAccess(settings: string | ConnectionSettings): DatabaseAccess {
  const fixed = typeof settings === 'string' ? connectionSettings(settings) : settings;
  return { current: async () => fixed };
}

/** Settings out of a secret, followed through its rotations. A new text that cannot be used is told to `onError`; the last good one stays. */
export function secretAccess(
  secret: CachedSecret,
  settingsOf: (text: string) => ConnectionSettings,
  onError: (error: unknown) => void = () => undefined,
): Required<DatabaseAccess> {
  let known: { readonly text: string; readonly settings: ConnectionSettings } | undefined;
  const read = (text: string): ConnectionSettings => {
    if (known?.text === text) return known.settings;
    try {
      known = { text, settings: settingsOf(text) };
    } catch (error) {
      if (known === undefined) throw error;
      onError(error);
      known = { text, settings: known.settings };
    }
    return known.settings;
  };
  return {
    current: async () => read(await secret.current()),
    renewed: async () => {
      try {
        return read(await secret.renewed());
      } catch (error) {
        if (known === undefined) throw error;
        onError(error);
        return known.settings;
      }
    },
  };
}
