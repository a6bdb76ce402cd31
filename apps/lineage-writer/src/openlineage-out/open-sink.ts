import { fileURLToPath } from 'node:url';
import { s3BlobStore, s3Client } from '@tributary/messaging';
import { fileSink } from './file-sink';
import { httpSink } from './http-sink';
import { s3Sink } from './s3-sink';
import type { Sink } from './sink';

export interface SinkConfig {
  readonly OPENLINEAGE_OUT?: string | undefined;
  readonly OPENLINEAGE_OUT_KEY?: string | undefined;
  readonly AWS_REGION: string;
}

/** The sink that an address names: `https://host/api/v1/lineage`, `s3://bucket/prefix`, `file:///var/log/lineage.ndjson`; null when there is none. */
export function openSink({
  OPENLINEAGE_OUT: address,
  OPENLINEAGE_OUT_KEY: key,
  AWS_REGION,
}: SinkConfig): Sink | null {
  if (address === undefined) return null;
  const url = new URL(address);
  if (url.protocol === 'file:') return fileSink(fileURLToPath(url));
  if (url.protocol !== 's3:') return httpSink(address, key);
  const prefix = url.pathname.replace(/^\/+|\/+$/g, '');
  return s3Sink(
    s3BlobStore({
      client: s3Client({ region: AWS_REGION }),
      bucket: url.hostname,
      prefix: prefix === '' ? '' : `${prefix}/`,
    }),
  );
}
