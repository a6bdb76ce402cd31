import type { DatasetName } from '@tributary/contracts';
import { datasetKind } from './dataset-kind';

/** One string for a dataset: `redshift://shop.eu-west-1:5439/dev.mart.daily_revenue`. */
export function datasetId({ namespace, name }: DatasetName): string {
  return `${namespace}/${name}`;
}

/** The name behind a `datasetId`; null when the text is none. */
export function parseDatasetId(id: string): DatasetName | null {
  const bucketArn = /^arn:[^:]+:s3tables:[^:]+:[^:]+:bucket\//.exec(id)?.[0].length ?? 0;
  const from = bucketArn > 0 ? bucketArn : id.includes('://') ? id.indexOf('://') + 3 : 0;
  const cut = id.indexOf('/', from);
  if (cut <= 0 || cut === id.length - 1) return null;
  return { namespace: id.slice(0, cut), name: id.slice(cut + 1) };
}

/** What people call it: `mart.daily_revenue`, `lake.orders`, `s3://bucket/path`. */
export function displayName(dataset: DatasetName): string {
  const { namespace, name } = dataset;
  switch (datasetKind(dataset)) {
    case 'redshift-table':
      return name.split('.').slice(1).join('.') || name;
    case 'glue-table':
      return name.replace(/^table\//, '').replace('/', '.');
    case 'athena-table':
      return name.replace(/^awsdatacatalog\./, '');
    case 'path':
      return name === '/' ? namespace : `${namespace}/${name.replace(/^\/+/, '')}`;
    default:
      return name;
  }
}
