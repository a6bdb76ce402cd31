/** Names of settings and environment variables whose values nobody should keep. */
const SENSITIVE =
  /pass(?:word|wd|phrase)|(?:^|[._-])(?:pwd|pass|auth|sas)(?:$|[._-])|secret|token|credential|private[._-]?key|(?:api|access|account|encryption|master|storage)[._-]?key|(?:^|[._-])sig(?:nature)?$|authorization|connection[._-]?string/i;

/** `API_TOKEN`, `spark.hadoop.fs.s3a.secret.key`, `db.password`. */
export function isSensitiveName(name: string): boolean {
  return SENSITIVE.test(name);
}
