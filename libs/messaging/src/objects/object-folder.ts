import type { BlobStore } from '../claims/blob-store';

/** Objects below one prefix of a bucket, for whoever also has to find and end them. */
export interface ObjectFolder extends BlobStore {
  /** The first keys in byte order, at most so many. */
  keys(most: number): Promise<readonly string[]>;
  /** An object that is gone already is fine. */
  delete(key: string): Promise<void>;
}
