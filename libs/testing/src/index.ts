export { stopTestServer, testDatabase, type TestDatabase } from './test-database';
