import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type StateStore, collectorState } from './state-store';

/**
 * State as an object `state/<source id>`. Conditional writes are the lock: of two runs that overlap, the second to finish does not move the
 * watermark, and no lease is left behind by one that died.
 */
export function s3StateStore(options: {
  readonly client: S3Client;
  readonly bucket: string;
  readonly sourceId: string;
}): StateStore {
  const { client, bucket, sourceId } = options;
  const place = { Bucket: bucket, Key: `state/${sourceId}` };
  return {
    read: async () => {
      try {
        const object = await client.send(new GetObjectCommand(place));
        const text = (await object.Body?.transformToString()) ?? '';
        return { state: parseState(text, place), tag: object.ETag ?? '' };
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    write: async (state, previous) => {
      try {
        await client.send(
          new PutObjectCommand({
            ...place,
            Body: JSON.stringify(state),
            ContentType: 'application/json',
            ...(previous === null ? { IfNoneMatch: '*' } : { IfMatch: previous.tag }),
          }),
        );
        return true;
      } catch (error) {
        if (isLost(error)) return false;
        throw error;
      }
    },
  };
}

/** 412: another version is there; 409: another write was under way; no such key: the version read before was deleted. */
const isLost = (error: unknown): boolean =>
  error instanceof Error &&
  ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'].includes(error.name);

function parseState(text: string, place: { readonly Bucket: string; readonly Key: string }) {
  try {
    return collectorState.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(
      `s3://${place.Bucket}/${place.Key} is not a collector's state; delete it to start from the initial lookback`,
      { cause: error },
    );
  }
}
