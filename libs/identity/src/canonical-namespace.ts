import { parseRedshiftEndpoint } from './redshift-endpoint';

const OBJECT_SCHEMES: Readonly<Record<string, string>> = { s3a: 's3', s3n: 's3', postgresql: 'postgres' };
const DEFAULT_PORTS: Readonly<Record<string, string>> = { redshift: '5439', postgres: '5432', mysql: '3306' };

/**
 * One spelling for a namespace: `s3a://Bucket/` → `s3://bucket`, `aws:glue:r:a` → `arn:aws:glue:r:a`,
 * `postgres://c.id.region.redshift.amazonaws.com` → `redshift://c.region:5439`.
 */
export function canonicalNamespace(written: string): string {
  const namespace = written.replace(/^jdbc:/i, '').replace(/^redshift:iam:/i, 'redshift:');
  if (/^file:?\/{0,3}$/i.test(namespace)) return 'file';
  const glue = /^(?:arn:)?(?:aws|aws-cn|aws-us-gov):(glue|s3tables):([^:]+):(.+)$/i.exec(namespace);
  if (glue !== null) return arnNamespace(glue[1]!.toLowerCase(), glue[2]!.toLowerCase(), glue[3]!);
  const uri = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)/i.exec(namespace);
  if (uri === null) return namespace.length > 1 ? namespace.replace(/\/+$/, '') || namespace : namespace;
  const own = uri[1]!.toLowerCase();
  const scheme = OBJECT_SCHEMES[own] ?? own;
  // `abfss://container@account…`: there it is no user.
  const named = /^(abfss?|wasbs?)$/.test(scheme) ? uri[2]! : uri[2]!.replace(/^[^@]*@/, '');
  const authority = named.toLowerCase();
  const redshift = redshiftNamespace(scheme, authority);
  if (redshift !== null) return redshift;
  const port = DEFAULT_PORTS[scheme];
  const withPort =
    port === undefined || authority === '' || /:\d+$/.test(authority) ? authority : `${authority}:${port}`;
  return `${scheme}://${withPort}${uri[3]!.replace(/\/+$/, '')}`;
}

/** Spark writes the partition `aws` even in China and GovCloud; the region knows better. */
function arnNamespace(service: string, region: string, rest: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:${service}:${region}:${rest.replace(/\/+$/, '')}`;
}

function redshiftNamespace(scheme: string, authority: string): string | null {
  if (scheme !== 'redshift' && scheme !== 'postgres') return null;
  const endpoint = parseRedshiftEndpoint(authority);
  return endpoint === null ? null : `redshift://${endpoint.cluster}.${endpoint.region}:${endpoint.port}`;
}
