import { type BlobStore, ClaimMissingError } from './blob-store';

export interface MemoryBlobStore extends BlobStore {
  readonly objects: Map<string, Buffer>;
}

/** Objects in this process. */
export function memoryBlobStore(): MemoryBlobStore {
  const objects = new Map<string, Buffer>();
  return {
    objects,
    put: async (key, content) => void objects.set(key, content),
    get: async (key) => {
      const content = objects.get(key);
      if (content === undefined) throw new ClaimMissingError(`no object ${key}`);
      return content;
    },
  };
}
