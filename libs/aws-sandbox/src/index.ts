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
