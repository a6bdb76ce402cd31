export { runService, type Service, type ServiceContext } from './run-service';
export { runJob, type Job, type JobContext, type JobOutcome } from './run-job';
export { runScheduled } from './run-scheduled';
export { inLambda, type LambdaAnswer, type LambdaContext } from './in-lambda';
export type { Component } from './component';
export { nodeProcess, type ProcessHost } from './process-host';
export { loadConfig, ConfigurationError, type ConfigProblem } from './load-config';
export { describeConfig } from './describe-config';
export { envFlag, envInteger, envList, envPort, envSecret, envText, envUrl } from './env-fields';
export { processConfig, type ProcessConfig } from './process-config';
export { createLogger, silentLogger, type Logger } from './logger';
export {
  createMetrics,
  type Counter,
  type Gauge,
  type Histogram,
  type Labels,
  type Metrics,
} from './metrics';
export { systemClock, type Clock } from './clock';
export { backoff, pause, type BackoffOptions } from './backoff';
export { createHttpServer, type HttpServer, type HttpServerOptions } from './http-server';
export { exitCode } from './exit-code';
export { SecretError, type SecretSource } from './secrets/secret-source';
export { secretsManagerSource, type SecretsManagerSourceOptions } from './secrets/secrets-manager-source';
export { cachedSecret, type CachedSecret, type CacheOptions } from './secrets/cached-secret';
