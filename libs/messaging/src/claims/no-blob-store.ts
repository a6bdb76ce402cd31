import { type BlobStore, ClaimMissingError } from './blob-store';

/** The store of a deployment without CLAIM_BUCKET: large bodies are refused with a reason, and nothing can be fetched. */
export const noBlobStore: BlobStore = {
  put: async (_key, content) => {
    throw new Error(
      `a message is too large for the queue (${content.length} bytes gzipped) and CLAIM_BUCKET is not set: name a bucket for such bodies`,
    );
  },
  get: async (key) => {
    throw new ClaimMissingError(`${key} lies in a bucket, and CLAIM_BUCKET is not set`);
  },
};
