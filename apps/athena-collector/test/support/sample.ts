import { type SampleExecution, type SampleGlueTable, athenaData, glueData } from '@tributary/aws-sandbox';

const HOUR_MS = 3_600_000;
export const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * HOUR_MS);

/** A query that ran ten hours ago. */
export const ran = (sql: string, more: Partial<SampleExecution> = {}): SampleExecution => ({
  sql,
  startedAt: hoursAgo(10),
  endedAt: new Date(hoursAgo(10).getTime() + 5_250),
  workgroup: 'etl',
  database: 'lake',
  status: 'success',
  ...more,
});

const table = (name: string, more: Partial<SampleGlueTable> = {}): SampleGlueTable => ({
  name,
  columns: [{ name: 'id', type: 'bigint' }],
  ...more,
});

export const athenaOf = (
  executions: readonly SampleExecution[],
  more: Partial<Parameters<typeof athenaData>[0]> = {},
) => athenaData({ executions, ...more });

/** A lake with a table, an Athena view, a resource link and a Hive view. */
export function lake() {
  const glue = glueData({
    databases: [
      {
        name: 'lake',
        tables: [
          table('orders', {
            columns: [
              { name: 'id', type: 'bigint' },
              { name: 'gone', type: 'string', parameters: { 'iceberg.field.current': 'false' } },
              { name: 'amount', type: 'decimal(12,2)' },
            ],
            partitionKeys: [{ name: 'dt', type: 'string' }],
            location: 's3://shop-lake/orders/',
          }),
          table('recent', { view: 'SELECT id FROM orders WHERE amount > 1' }),
          table('partner_orders', {
            linkTo: { account: '210987654321', database: 'partner', table: 'Orders', region: 'eu-west-1' },
          }),
        ],
      },
      { name: 'empty', tables: [] },
    ],
  });
  glue.tables.push({
    Name: 'old_style',
    DatabaseName: 'lake',
    TableType: 'VIRTUAL_VIEW',
    ViewOriginalText: 'select id from orders',
    ViewExpandedText: 'SELECT `orders`.`id` FROM `lake`.`orders`',
    StorageDescriptor: { Columns: [{ Name: 'id', Type: 'bigint' }] },
    PartitionKeys: [],
  });
  return glue;
}
