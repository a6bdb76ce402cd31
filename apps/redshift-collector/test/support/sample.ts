import type { SampleStatement, SampleWarehouse } from '@tributary/aws-sandbox';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const ago = (ms: number): Date => new Date(Date.now() - ms);
export const hours = (count: number): number => count * HOUR_MS;

/** A statement that ran ten hours ago, in a session and a transaction of its own. */
export const ran = (sql: string, more: Partial<SampleStatement> = {}): SampleStatement => ({
  sql,
  startedAt: ago(hours(10)),
  endedAt: ago(hours(10) - 5_250),
  session: sql,
  transaction: sql,
  user: 'etl',
  label: null,
  status: 'success',
  outcome: 'committed',
  database: 'shop',
  ...more,
});

export const DDL = [
  'create schema raw',
  'create schema mart',
  'create schema etl',
  'create table raw.orders (id bigint, amount numeric(12,2), note varchar(20))',
  'alter table raw.orders drop column note',
  'alter table raw.orders add column paid boolean',
  'create table mart.daily (day date, total numeric(18,2))',
  'create view mart.totals as select sum(amount) as total, * from (select amount, id from raw.orders) o group by amount, id',
  'create materialized view mart.mix as select d.day, d.total from mart.daily d',
  'create table public."Odd name" (id int)',
];

/** A shop's warehouse with the given statements behind it. */
export const warehouse = (statements: readonly SampleStatement[]): SampleWarehouse => ({
  redshift: {
    databases: [
      {
        name: 'shop',
        ddl: DDL,
        externalSchemas: [{ schema: 'spectrum', glueDatabase: 'lake' }],
        datashares: [
          {
            consumerDatabase: 'sales',
            producerNamespace: 'ns-1',
            shareName: 'sales_share',
            columns: [
              { schema: 'public', table: 'targets', column: 'Region', type: 'character varying(20)' },
              { schema: 'public', table: 'targets', column: 'target', type: 'numeric(12,2)' },
            ],
          },
        ],
        searchPaths: [{ user: 'ana', searchPath: ['mart', 'public'] }],
      },
      { name: 'archive', ddl: ['create table old_orders (id bigint)'] },
    ],
    statements,
  },
  athena: { executions: [] },
  glue: { databases: [] },
});
