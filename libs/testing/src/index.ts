export { berthTable, eventWithFacet, shipTable, standardFacets, type StandardFacet } from './standard-facets';
export { stopTestServer, testDatabase, type TestDatabase } from './test-database';
export { poolingProxy, type PoolingProxy } from './pooling-proxy';
export { sqlClient, type SqlClient } from './sql-client';
