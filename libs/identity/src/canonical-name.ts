import type { DatasetName } from '@tributary/contracts';
import { canonicalNamespace } from './canonical-namespace';

/** What a deployment knows beyond the spelling of a name. */
export interface NamingSettings {
  /** AWS account behind the default catalog of an Athena namespace; null or absent when it is not known. */
  readonly athenaAccount?: string | null;
}

/**
 * One spelling for a dataset name; never a guess about which table it is.
 * `aws:glue:r:a` + `db.T` → `arn:aws:glue:r:a` + `table/db/t`; `redshift://…` + `DEV.Mart.T` → `dev.mart.t`.
 * Athena's default catalog becomes Glue only when the account is known; other catalogs stay what they are.
 */
export function canonicalDatasetName(written: DatasetName, settings: NamingSettings = {}): DatasetName {
  const namespace = canonicalNamespace(written.namespace);
  const name = written.name;
  if (/^arn:[^:]+:glue:/.test(namespace)) return { namespace, name: glueTableName(name) };
  if (namespace.startsWith('awsathena://')) return athenaName(namespace, name, settings);
  // Redshift and Hive fold the names of tables, whatever a producer kept.
  if (/^(redshift|hive):\/\//.test(namespace)) return { namespace, name: name.toLowerCase() };
  if (/^(s3|gs|abfss?|wasbs?):\/\//.test(namespace)) return objectName(namespace, name);
  if (namespace.startsWith('hdfs://')) return { namespace, name: fileName(name.replace(/^\/*/, '/')) };
  if (/^(file|dbfs)\b/.test(namespace)) return { namespace, name: fileName(name) };
  return { namespace, name };
}

const fileName = (name: string): string => name.replace(/(?<=.)\/+$/, '');

/** Some write a part of the key behind the bucket: `s3://lake/raw` + `orders` is `s3://lake` + `raw/orders`. */
function objectName(namespace: string, name: string): DatasetName {
  const cut = namespace.indexOf('/', namespace.indexOf('://') + 3);
  const bucket = cut < 0 ? namespace : namespace.slice(0, cut);
  const key = `${cut < 0 ? '' : namespace.slice(cut)}/${name}`.replace(/^\/+|\/+$/g, '');
  return { namespace: bucket, name: key || '/' };
}

/**
 * Glue folds database and table names to lower case; `db.t`, `db/t` and `table/db/t` are one table, and so is dbt-glue's `db.db.t`, which names the
 * database once more as its schema, or with Athena's name for the catalog before it.
 */
function glueTableName(name: string): string {
  const bare = name
    .replace(/^\/+|\/+$/g, '')
    .replace(/^table\//i, '')
    .replace(/^(?:awsdatacatalog\.(?=[^./]+\.[^./])|([^./]+)\.(?=\1\.[^./]))/i, '');
  const cut = bare.search(/[./]/);
  return cut < 0
    ? `table/${bare.toLowerCase()}`
    : `table/${bare.slice(0, cut)}/${bare.slice(cut + 1)}`.toLowerCase();
}

function athenaName(namespace: string, name: string, settings: NamingSettings): DatasetName {
  const lower = name.toLowerCase();
  const table = /^awsdatacatalog\.([^.]+)\.(.+)$/.exec(lower);
  const region = /^awsathena:\/\/athena\.([^.]+)\.amazonaws\.com/.exec(namespace)?.[1];
  if (table === null || region === undefined || !settings.athenaAccount) return { namespace, name: lower };
  return {
    namespace: canonicalNamespace(`arn:aws:glue:${region}:${settings.athenaAccount}`),
    name: `table/${table[1]!}/${table[2]!}`,
  };
}
