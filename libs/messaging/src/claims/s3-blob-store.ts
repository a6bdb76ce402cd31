import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type BlobStore, ClaimMissingError } from './blob-store';

export interface S3ClientOptions {
  readonly region: string;
  readonly endpoint?: string;
}

/** An S3 client by the SDK's standard variables. An endpoint that is not Amazon's gets path-style addresses. */
export function s3Client({ region, endpoint }: S3ClientOptions): S3Client {
  const elsewhere =
    endpoint ?? process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'] ?? undefined;
  return new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: elsewhere !== undefined,
  });
}

/** Objects in an S3 bucket, under a prefix such as `claims/`. */
export function s3BlobStore(options: {
  readonly client: S3Client;
  readonly bucket: string;
  readonly prefix: string;
}): BlobStore {
  const { client, bucket, prefix } = options;
  const place = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  return {
    put: async (key, content) => {
      await client.send(new PutObjectCommand({ ...place(key), Body: content }));
    },
    get: async (key) => {
      try {
        const object = await client.send(new GetObjectCommand(place(key)));
        return Buffer.from((await object.Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (error instanceof NoSuchKey) {
          throw new ClaimMissingError(`no object s3://${bucket}/${prefix}${key}`, { cause: error });
        }
        throw error;
      }
    },
  };
}
