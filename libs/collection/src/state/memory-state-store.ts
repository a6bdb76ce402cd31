import type { StateStore, StoredState } from './state-store';

/** A state that lives as long as the process, for tests and dry runs. */
export function memoryStateStore(): StateStore {
  let stored: StoredState | null = null;
  let writes = 0;
  return {
    read: async () => stored,
    write: async (state, previous) => {
      if ((stored?.tag ?? null) !== (previous?.tag ?? null)) return false;
      stored = { state, tag: String((writes += 1)) };
      return true;
    },
  };
}
