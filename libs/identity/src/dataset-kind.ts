import type { DatasetName } from '@tributary/contracts';

export type DatasetKind = 'redshift-table' | 'glue-table' | 'athena-table' | 's3-tables' | 'path' | 'other';

/** What sort of thing a canonical name points at. */
export function datasetKind({ namespace }: DatasetName): DatasetKind {
  if (namespace.startsWith('redshift://')) return 'redshift-table';
  if (/^arn:[^:]+:glue:/.test(namespace)) return 'glue-table';
  if (/^arn:[^:]+:s3tables:/.test(namespace)) return 's3-tables';
  if (namespace.startsWith('awsathena://')) return 'athena-table';
  return /^(s3|gs|hdfs|abfss?|wasbs?|dbfs|file)(:\/\/|:?$)/.test(namespace) ? 'path' : 'other';
}
