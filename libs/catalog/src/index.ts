export type { Catalog, ColumnsRequest } from './catalog';
export { readSchemaFile, type SchemaFile } from './schema-file';
export { snapshotOf, type KnownTable } from './snapshot';
export { storeCatalog } from './store-catalog';
