import { DeleteObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { s3BlobStore } from '../claims/s3-blob-store';
import type { ObjectFolder } from './object-folder';

/** What S3 lists at most in one answer. */
const MOST_LISTED = 1_000;

/** Objects in an S3 bucket, under a prefix such as `openlineage-out/`. */
export function s3ObjectFolder(options: {
  readonly client: S3Client;
  readonly bucket: string;
  readonly prefix: string;
}): ObjectFolder {
  const { client, bucket, prefix } = options;
  return {
    ...s3BlobStore(options),
    keys: async (most) => {
      const { Contents: listed = [] } = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: Math.min(most, MOST_LISTED) }),
      );
      return listed.flatMap(({ Key: key }) => (key === undefined ? [] : key.slice(prefix.length)));
    },
    delete: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: `${prefix}${key}` }));
    },
  };
}
