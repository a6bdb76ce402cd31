/** `analytics.abc123.eu-west-1.redshift.amazonaws.com:5439` taken apart. */
export interface RedshiftEndpoint {
  readonly cluster: string;
  readonly region: string;
  readonly port: string;
}

const PROVISIONED = /^([^.:]+)\.[^.:]+\.([^.:]+)\.redshift\.amazonaws\.com(?:\.cn)?(?::(\d+))?$/;
const SERVERLESS = /^([^.:]+)\.\d+\.([^.:]+)\.redshift-serverless\.amazonaws\.com(?:\.cn)?(?::(\d+))?$/;

/** Reads the endpoint of a cluster or a serverless workgroup; null for any other host. */
export function parseRedshiftEndpoint(hostAndPort: string): RedshiftEndpoint | null {
  const host = hostAndPort.toLowerCase();
  const match = PROVISIONED.exec(host) ?? SERVERLESS.exec(host);
  if (match === null) return null;
  return { cluster: match[1]!, region: match[2]!, port: match[3] ?? '5439' };
}
