export { openDatabase, type Database, type DatabaseOptions, type Queryable } from './store/database';
export { migrate } from './store/migrate';
export { isRefusedData, isRetryable } from './store/retryable';
export { storeObservations } from './store/store-observations';
export { UnstorableMessage } from './observe/instant';
export { schemasAsOf, type SchemaRequest } from './schemas-as-of';
