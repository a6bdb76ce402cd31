import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

export interface StoredObject {
  readonly bytes: Buffer;
  /** Hex MD5 in quotes, as S3 shows it. */
  readonly etag: string;
}

export interface PutCondition {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

export type PutResult = { readonly etag: string } | 'precondition-failed' | 'no-such-bucket' | 'no-such-key';

const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

/** Objects as files, one per key: written beside, synced, renamed, so that an object is there whole or not at all. */
export class ObjectStore {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  createBucket(bucket: string): void {
    mkdirSync(path.join(this.folder, bucket), { recursive: true });
  }

  hasBucket(bucket: string): boolean {
    return existsSync(path.join(this.folder, bucket));
  }

  get(bucket: string, key: string): StoredObject | undefined {
    const file = this.#file(bucket, key);
    if (!existsSync(file)) return undefined;
    const bytes = readFileSync(file);
    return { bytes, etag: etagOf(bytes) };
  }

  /** Node runs this in one go, so the check of a condition and the write cannot be parted by another request. */
  put(bucket: string, key: string, bytes: Buffer, condition: PutCondition = {}): PutResult {
    if (!this.hasBucket(bucket)) return 'no-such-bucket';
    const current = this.get(bucket, key);
    if (condition.ifNoneMatch === '*' && current !== undefined) return 'precondition-failed';
    if (condition.ifMatch !== undefined) {
      if (current === undefined) return 'no-such-key';
      if (condition.ifMatch !== '*' && condition.ifMatch !== current.etag) return 'precondition-failed';
    }
    const file = this.#file(bucket, key);
    const descriptor = openSync(`${file}.next`, 'w');
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(`${file}.next`, file);
    return { etag: etagOf(bytes) };
  }

  delete(bucket: string, key: string): void {
    rmSync(this.#file(bucket, key), { force: true });
  }

  /** Keys of a bucket in order. */
  keys(bucket: string, prefix: string): string[] {
    return readdirSync(path.join(this.folder, bucket))
      .filter((name) => !name.endsWith('.next'))
      .map((name) => Buffer.from(name, 'base64url').toString('utf8'))
      .filter((key) => key.startsWith(prefix))
      .sort();
  }

  /** Keys may hold slashes, dots and anything else; file names hold their base64url. */
  #file(bucket: string, key: string): string {
    return path.join(this.folder, bucket, Buffer.from(key, 'utf8').toString('base64url'));
  }
}
