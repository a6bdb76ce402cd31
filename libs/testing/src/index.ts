export { stopTestServer, testDatabase, type TestDatabase } from './test-database';
export { sqlClient, type SqlClient } from './sql-client';
