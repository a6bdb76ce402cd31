import { collectorConfig, refuseEmptyWindow } from '@tributary/collection';
import type { Source } from '@tributary/contracts';
import { canonicalNamespace } from '@tributary/identity';
import { envInteger, envList, envText } from '@tributary/service-kit';
import type { z } from 'zod';

const ACCOUNT = /^\d{12}$/;

const fields = collectorConfig.extend({
  GLUE_ACCOUNT_ID: envText({
    help: "account whose Glue catalog is Athena's AwsDataCatalog",
    example: '123456789012',
  }).regex(ACCOUNT, 'is not an AWS account of twelve digits'),
  GLUE_OTHER_ACCOUNT_IDS: envList({
    help: 'further accounts whose Glue catalogs are read, where they allow it',
    example: '210987654321',
  })
    .refine(
      (accounts) => accounts.every((account) => ACCOUNT.test(account)),
      'has something other than AWS accounts of twelve digits',
    )
    .default([]),
  ATHENA_WORKGROUPS: envList({
    help: 'workgroups to read; unset: all, the disabled ones included',
    example: 'primary,etl',
  }).optional(),
  ATHENA_LISTS_PER_SECOND: envInteger({
    help: 'pages of executions listed in a second; the account has 5 for everybody',
    example: '3',
    min: 1,
    max: 100_000,
  }).default(3),
  ATHENA_BATCHES_PER_SECOND: envInteger({
    help: 'batches of 50 executions fetched in a second; the account has 20 for everybody',
    example: '10',
    min: 1,
    max: 100_000,
  }).default(10),
  SOURCE_ID: envText({
    help: 'name of this source; unset: athena:<region>:<account>',
    example: 'athena:eu-west-1:123456789012',
  }).optional(),
});

/** What athena-collector is configured with. */
export const config = fields.superRefine(refuseEmptyWindow, { when: () => true });
export type Config = z.infer<typeof config>;

/** Athena as messages name it: its datasets are those of the Glue catalog behind it. */
export const sourceOf = (settings: Config): Source => ({
  kind: 'athena',
  id: settings.SOURCE_ID ?? `athena:${settings.AWS_REGION}:${settings.GLUE_ACCOUNT_ID}`,
  namespace: glueNamespace(settings.AWS_REGION, settings.GLUE_ACCOUNT_ID),
});

/** The namespace of a Glue catalog: `arn:aws:glue:eu-west-1:123456789012`. */
export const glueNamespace = (region: string, account: string): string =>
  canonicalNamespace(`arn:aws:glue:${region}:${account}`);
