import { type BlobStore, noBlobStore } from '@tributary/messaging';

/** Thrown for an event that the queue cannot hold, where there is no bucket for it either. */
export class TooLargeForQueueError extends Error {
  override readonly name = 'TooLargeForQueueError';
}

/** Stands in for the bucket of a deployment without CLAIM_BUCKET: trying such an event again would be pointless, and the client should know. */
export const refusingBlobStore: BlobStore = {
  ...noBlobStore,
  put: async () => {
    throw new TooLargeForQueueError('larger than a message of the queue, and CLAIM_BUCKET is not set');
  },
};
