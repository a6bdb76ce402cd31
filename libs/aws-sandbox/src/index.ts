export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './postgres/start-embedded-postgres';
export { startSqs, type Sqs, type SqsOptions } from './sqs/start-sqs';
export { startS3, type S3Options } from './s3/start-s3';
export { noFaults as noSqsFaults, type SqsFaults } from './sqs/faults';
export {
  awsJsonService,
  type AwsJsonServiceOptions,
  type AwsCall,
  type AwsOperation,
} from './http/aws-json-service';
export { AwsError } from './http/aws-error';
export { listen, type ListenOptions, type Listening } from './http/listen';
export type * from './sample/sample-warehouse';
export { seedSampleWarehouse, type SeedSampleOptions } from './sample/seed-sample-warehouse';
export {
  startRedshiftData,
  type RedshiftData,
  type RedshiftDataOptions,
} from './redshift-data/start-redshift-data';
export { travellingClock, type TravellingClock } from './redshift-data/travelling-clock';
export { cutText } from './redshift-data/cut-text';
export type { SeedOptions, TextRow } from './redshift-data/seed-history';
export { startAthena, type Athena, type StartAthenaOptions } from './athena/start-athena';
export { athenaData, type AthenaData, type StoredExecution } from './athena/athena-data';
export { startGlue, type Glue, type StartGlueOptions } from './glue/start-glue';
export { glueData, type GlueData } from './glue/glue-data';
export {
  startSecretsManager,
  type SecretsManager,
  type StartSecretsManagerOptions,
} from './secrets-manager/start-secrets-manager';
export type { RotateSecret } from './secrets-manager/secrets-manager-operations';
export type { SecretVault, StoredSecret } from './secrets-manager/secret-vault';
export { testAuthority, type IssuedCertificate, type TestAuthority } from './tls/test-authority';
export type { FaultPlan, PlannedFault } from './http/fault-plan';
export { startWorld, WORLD_REGION, type World } from './world/start-world';
export { runMain, type Ran } from './world/run-main';
