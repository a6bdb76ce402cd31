export { openDatabase, type Database, type DatabaseOptions, type Queryable } from './store/database';
export { migrate } from './store/migrate';
export { isRefusedData, isRetryable } from './store/retryable';
export { storeObservations } from './store/store-observations';
export { UnstorableMessage } from './observe/instant';
export { schemasAsOf, type SchemaRequest } from './schemas-as-of';
export { createGraphReader, type GraphReader } from './read/graph-reader';
export { ReadTimeout } from './read/in-read-transaction';
export type { Found, Refusal } from './read/refusal';
