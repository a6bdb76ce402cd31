export { redshiftWarehouse, type RedshiftWarehouseOptions } from './redshift/redshift-warehouse';
export type { RedshiftDataPort, Row, Value, WarehouseStatement } from './redshift/redshift-data-port';
export type { RedshiftTarget } from './redshift/redshift-target';
export { athenaHistory, type AthenaHistoryOptions } from './athena/athena-history';
export type {
  AthenaExecution,
  AthenaHistoryPort,
  AthenaPreparedStatement,
  AthenaState,
} from './athena/athena-history-port';
export { readGlueCatalog, type ReadGlueCatalogOptions } from './glue/read-glue-catalog';
export type { GlueCatalog, GlueColumn, GlueTable, GlueTarget, GlueView } from './glue/glue-catalog';
export { athenaClient, glueClient, redshiftClient, type ClientOptions } from './clients';
export { WarehouseError, warehouseErrorCode, type WarehouseErrorCode } from './warehouse-error';
export type { RetryOptions } from './retry';
export {
  rebuildStatementText,
  type AmbiguousBoundary,
  type RebuiltText,
} from './text/rebuild-statement-text';
export { orderSegments, type OrderedSegments, type Segment } from './text/order-segments';
