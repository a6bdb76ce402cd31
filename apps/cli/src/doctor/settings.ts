import { databaseConfig } from '@tributary/graph-store';
import { envList, envText, loadConfig } from '@tributary/service-kit';
import type { z } from 'zod';

const text = (help: string) => envText({ help }).optional();
const list = (help: string) => envList({ help }).optional();

const config = databaseConfig.extend({
  AWS_REGION: text('region of everything'),
  REDSHIFT_CLUSTER: text('as for redshift-collector'),
  REDSHIFT_WORKGROUP: text('as for redshift-collector'),
  REDSHIFT_SECRET_ARN: text('as for redshift-collector'),
  REDSHIFT_DB_USER: text('as for redshift-collector'),
  REDSHIFT_DATABASES: list('as for redshift-collector'),
  REDSHIFT_HISTORY: text('as for redshift-collector'),
  GLUE_ACCOUNT_ID: text('as for athena-collector'),
  GLUE_OTHER_ACCOUNT_IDS: list('as for athena-collector'),
  ATHENA_WORKGROUPS: list('as for athena-collector'),
  QUERIES_QUEUE_URL: text('as for the services'),
  QUERIES_DLQ_URL: text('as for the services'),
  EVENTS_QUEUE_URL: text('as for the services'),
  EVENTS_DLQ_URL: text('as for the services'),
  LINEAGE_QUEUE_URL: text('as for the services'),
  LINEAGE_DLQ_URL: text('as for the services'),
  STATE_BUCKET: text('as for the collectors'),
  CLAIM_BUCKET: text('as for the services'),
  API_KEYS_SECRET_ID: text('as for openlineage-gateway'),
});
export type Settings = z.infer<typeof config>;

/** The variables of all services, each of them optional. Throws ConfigurationError. */
export const readSettings = (env: Readonly<Record<string, string | undefined>>): Settings =>
  loadConfig(config, env);
