import { AthenaClient } from '@aws-sdk/client-athena';
import { GlueClient } from '@aws-sdk/client-glue';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { readNatively } from './redshift/read-natively';

export interface ClientOptions {
  readonly region: string;
  /** Unset: as the SDK's own variables say (`AWS_ENDPOINT_URL_ATHENA`). */
  readonly endpoint?: string;
}

// `retry` covers what the SDK retries, and what it does not; two layers would multiply the waiting.
const ONCE = { maxAttempts: 1 };

/** A client of the Redshift Data API by the SDK's standard variables. */
export const redshiftClient = (options: ClientOptions): RedshiftDataClient =>
  readNatively(new RedshiftDataClient({ ...options, ...ONCE }));

/** A client of Athena by the SDK's standard variables. */
export const athenaClient = (options: ClientOptions): AthenaClient =>
  new AthenaClient({ ...options, ...ONCE });

/** A client of Glue by the SDK's standard variables. */
export const glueClient = (options: ClientOptions): GlueClient => new GlueClient({ ...options, ...ONCE });
