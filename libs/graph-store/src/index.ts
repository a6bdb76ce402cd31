export { openDatabase, type Database, type DatabaseOptions, type Queryable } from './store/database';
export {
  databaseAccess,
  databaseConfig,
  refuseNoDatabase,
  type DatabaseConfig,
} from './access/database-config';
export type { DatabaseAccess } from './access/database-access';
export { isRefusedLogin } from './access/refused-connection';
export { migrate, type MigrateOptions } from './store/migrate';
export { pruneRawEvents, type Pruned, type PruneOptions } from './store/prune-raw-events';
export { addRawEventMonths } from './store/add-raw-event-months';
export { missingMigrations } from './store/missing-migrations';
export { isRefusedData, isRetryable } from './store/retryable';
export { storeObservations } from './store/store-observations';
export { UnstorableMessage } from './observe/instant';
export { projectPending, type Projected, type ProjectOptions } from './projector/project-pending';
export { stuckCodes, type Stuck } from './projector/stuck';
export { countPending, type Pending } from './projector/count-pending';
export { listStuck, type StuckThing } from './projector/list-stuck';
export { planRebuild, rebuild, type RebuildOptions, type RebuildPlan } from './projector/rebuild';
export { REPARSE_TRIES, takeReparseRequests } from './projector/take-reparse-requests';
export { planReparse, type ReparseCount } from './reparse/plan-reparse';
export { reparse, type ReparseOptions } from './reparse/reparse';
export { UnclearDataset, type ReparseSelection } from './reparse/reparse-selection';
export { exportGraph } from './export/export-graph';
export { schemasAsOf, type SchemaRequest } from './schemas-as-of';
export { createGraphReader, type GraphReader } from './read/graph-reader';
export type { Activity } from './read/jobs/activity';
export type { DatasetFacts } from './read/jobs/dataset-facts';
export type { CurrentFacets, Facets } from '@tributary/openlineage';
export type { JobFacts } from './read/jobs/job-facts';
export type { JobGraph } from './read/jobs/job-graph';
export { type JobRef, refKey } from './read/jobs/job-ref';
export type { JobReader, Namespace } from './read/jobs/job-reader';
export type { PageOf } from './read/jobs/job-runs';
export type { RunFacts } from './read/jobs/run-facts';
export type { ProposedEdge, ProposedChange, ProposedStatement } from './read/proposed/proposed-statement';
export type { StatementsSimulated } from './read/proposed/simulate-statements';
export { ReadTimeout } from './read/in-read-transaction';
export { found, refused, type Found, type Refusal } from './read/refusal';
export { nameKey } from './name-key';
