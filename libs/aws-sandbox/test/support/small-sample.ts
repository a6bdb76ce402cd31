import type { SampleStatement, SampleWarehouse } from '../../src/sample/sample-warehouse';

export const run = (sql: string, more: Partial<SampleStatement> = {}): SampleStatement => ({
  sql,
  startedAt: '2026-05-04T10:00:00.000Z',
  endedAt: '2026-05-04T10:00:05.250Z',
  session: 'etl',
  transaction: sql,
  user: 'etl',
  label: null,
  status: 'success',
  outcome: 'committed',
  database: 'shop',
  ...more,
});

/** A warehouse with a little of everything. */
export const smallSample = (): SampleWarehouse => ({
  redshift: {
    databases: [
      {
        name: 'shop',
        ddl: [
          'create schema mart',
          'create table mart.orders (id bigint, amount numeric(12,2))',
          'create view mart.totals as select sum(amount) as total from mart.orders',
        ],
        externalSchemas: [{ schema: 'spectrum', glueDatabase: 'lake' }],
        datashares: [{ consumerDatabase: 'sales', producerNamespace: 'ns-1', shareName: 'sales_share' }],
        searchPaths: [{ user: 'etl', searchPath: ['staging', 'public'] }],
      },
      { name: 'archive', ddl: ['create table old_orders (id bigint)'] },
    ],
    statements: [
      run('insert into mart.orders\nselect 1, 2', {
        label: 'dbt',
        touched: { reads: ['mart.orders', 'staging.gone'], writes: ['mart.orders'] },
      }),
      run('insert into mart.orders select 3, 4', { outcome: 'rolled-back' }),
      run('select nothing from nowhere', { status: 'failed', user: 'ana' }),
    ],
  },
  athena: {
    executions: Array.from({ length: 120 }, (_, index) => ({
      sql: `select ${index}`,
      startedAt: new Date(Date.UTC(2026, 4, 4, 10, index)),
      endedAt: new Date(Date.UTC(2026, 4, 4, 10, index, 30)),
      workgroup: 'etl',
      database: 'lake',
      status: 'success' as const,
    })),
    preparedStatements: [
      { name: 'daily', workgroup: 'etl', sql: 'select ?', modifiedAt: '2026-05-01T00:00:00Z' },
    ],
  },
  glue: {
    databases: [
      {
        name: 'lake',
        tables: [
          {
            name: 'orders',
            columns: [{ name: 'id', type: 'bigint' }],
            partitionKeys: [{ name: 'dt', type: 'string' }],
            location: 's3://lake/orders/',
          },
          {
            name: 'recent',
            columns: [{ name: 'id', type: 'bigint' }],
            view: 'SELECT id FROM orders',
          },
        ],
      },
    ],
  },
});
