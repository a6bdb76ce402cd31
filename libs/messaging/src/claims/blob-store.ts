/** Thrown by `get` when the object is not there. */
export class ClaimMissingError extends Error {
  override readonly name = 'ClaimMissingError';
}

/** Where bodies lie that are too large for the queue. Objects are never deleted here: a redelivery or a replay needs them; a lifecycle rule ends them. */
export interface BlobStore {
  put(key: string, content: Buffer): Promise<void>;
  /** Throws ClaimMissingError when there is no such object. */
  get(key: string): Promise<Buffer>;
}
