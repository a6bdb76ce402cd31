import { type MemoryBlobStore, memoryBlobStore } from '../claims/memory-blob-store';
import type { ObjectFolder } from './object-folder';

export interface MemoryObjectFolder extends ObjectFolder, MemoryBlobStore {}

/** Objects in this process. */
export function memoryObjectFolder(): MemoryObjectFolder {
  const store = memoryBlobStore();
  return {
    ...store,
    keys: async (most) => [...store.objects.keys()].sort().slice(0, most),
    delete: async (key) => void store.objects.delete(key),
  };
}
