import { collectorConfig, refuseEmptyWindow } from '@tributary/collection';
import type { Source } from '@tributary/contracts';
import { envFlag, envInteger, envList, envText } from '@tributary/service-kit';
import type { RedshiftTarget } from '@tributary/warehouse';
import { z } from 'zod';

const fields = collectorConfig.extend({
  REDSHIFT_CLUSTER: envText({
    help: 'identifier of a provisioned cluster; this or REDSHIFT_WORKGROUP',
    example: 'shop',
  }).optional(),
  REDSHIFT_WORKGROUP: envText({
    help: 'name of a serverless workgroup; this or REDSHIFT_CLUSTER',
    example: 'shop',
  }).optional(),
  REDSHIFT_SECRET_ARN: envText({
    help: 'Secrets Manager secret to sign in with; unset: as the IAM identity',
    example: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:lineage-AbCdEf',
  }).optional(),
  REDSHIFT_DB_USER: envText({
    help: 'database user to sign in as, with a cluster and no secret',
    example: 'lineage',
  }).optional(),
  REDSHIFT_DATABASES: envList({
    help: 'databases whose catalogs are read; the history of the whole warehouse is read through the first',
    example: 'shop,archive',
  }).refine((databases) => databases.length > 0, 'names no database'),
  REDSHIFT_NAMESPACE: envText({
    help: 'namespace of the datasets, as OpenLineage producers write it',
    example: 'redshift://shop.eu-west-1:5439',
  }).optional(),
  REDSHIFT_HISTORY: z
    .enum(['auto', 'sys', 'svl'], 'must be auto, sys or svl')
    .meta({
      help: 'views to read: sys (all warehouses), svl (provisioned, single AZ), auto: svl where sys is missing',
      example: 'auto',
    })
    .default('auto'),
  REDSHIFT_TABLES_TOUCHED: envFlag({
    help: 'read which tables the steps of statements scanned and changed, to compare with what their texts say',
    example: 'true',
  }).default(true),
  SOURCE_ID: envText({
    help: 'name of this source; unset: redshift:<cluster or workgroup>.<region>',
    example: 'redshift:shop.eu-west-1',
  }).optional(),
  GLUE_ACCOUNT_ID: envText({
    help: 'account whose Glue catalog is behind the external schemas; unset: they are not joined to Glue',
    example: '123456789012',
  })
    .regex(/^\d{12}$/, 'is not an AWS account of twelve digits')
    .optional(),
  STATEMENT_TIMEOUT_SECONDS: envInteger({
    help: 'a statement of ours that takes longer is cancelled',
    example: '900',
    min: 1,
    max: 86_400,
  }).default(900),
});

/** What redshift-collector is configured with. */
export const config = fields.superRefine(
  (settings, context) => {
    const problem = (variable: keyof typeof settings, message: string): void =>
      context.addIssue({ code: 'custom', path: [variable], message });
    const { REDSHIFT_CLUSTER: cluster, REDSHIFT_WORKGROUP: workgroup } = settings;
    if (cluster === undefined && workgroup === undefined)
      problem('REDSHIFT_CLUSTER', 'is not set, and neither is REDSHIFT_WORKGROUP: one of them is needed');
    if (cluster !== undefined && workgroup !== undefined)
      problem('REDSHIFT_WORKGROUP', 'cannot be set beside REDSHIFT_CLUSTER');
    if (settings.REDSHIFT_DB_USER !== undefined && settings.REDSHIFT_SECRET_ARN !== undefined)
      problem('REDSHIFT_DB_USER', 'cannot be set beside REDSHIFT_SECRET_ARN, which names the user');
    if (settings.REDSHIFT_DB_USER !== undefined && cluster === undefined && workgroup !== undefined)
      problem(
        'REDSHIFT_DB_USER',
        'works with REDSHIFT_CLUSTER only: a workgroup takes a secret or the IAM identity',
      );
    refuseEmptyWindow(settings, context);
  },
  // Also beside problems of single variables: a person corrects them all in one go.
  { when: () => true },
);
export type Config = z.infer<typeof config>;

const warehouseName = (settings: Config): string =>
  settings.REDSHIFT_CLUSTER ?? settings.REDSHIFT_WORKGROUP ?? '';

/** The warehouse as messages name it. */
export const sourceOf = (settings: Config): Source => ({
  kind: 'redshift',
  id: settings.SOURCE_ID ?? `redshift:${warehouseName(settings)}.${settings.AWS_REGION}`,
  namespace:
    settings.REDSHIFT_NAMESPACE ?? `redshift://${warehouseName(settings)}.${settings.AWS_REGION}:5439`,
});

/** Where statements run, and as whom. */
export function targetOf(settings: Config): RedshiftTarget {
  const { REDSHIFT_CLUSTER: cluster, REDSHIFT_SECRET_ARN: secretArn, REDSHIFT_DB_USER: dbUser } = settings;
  if (cluster === undefined) {
    const workgroup = warehouseName(settings);
    return secretArn === undefined
      ? { kind: 'workgroup-iam', workgroup }
      : { kind: 'workgroup-secret', workgroup, secretArn };
  }
  if (secretArn !== undefined) return { kind: 'cluster-secret', cluster, secretArn };
  return dbUser === undefined ? { kind: 'cluster-iam', cluster } : { kind: 'cluster-user', cluster, dbUser };
}
