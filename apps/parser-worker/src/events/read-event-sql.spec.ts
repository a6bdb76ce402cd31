import type { SqlRequest } from '@tributary/openlineage';
import { edgesOf } from '../../test/support/edges-of';
import { readEventSql } from './read-event-sql';

const redshift = 'redshift://shop.eu-west-1:5439';
const request = (sql: string, override: Partial<SqlRequest> = {}): SqlRequest => ({
  sql,
  dialect: 'redshift',
  namespace: redshift,
  defaultDatabase: 'dev',
  searchPath: ['public'],
  tempTables: [],
  columns: [],
  target: null,
  ...override,
});

describe('readEventSql', () => {
  it('resolves columns with the schema facets of the event', () => {
    const columns = [
      { dataset: { namespace: redshift, name: 'dev.sales.orders' }, columns: ['id', 'amount'] },
      { dataset: { namespace: redshift, name: 'dev.mart.best' }, columns: ['id', 'amount'] },
    ];

    const analysis = readEventSql(request('insert into mart.best select * from sales.orders', { columns }));

    expect(edgesOf(analysis!)).toEqual([
      'dev.mart.best.id <- dev.sales.orders.id identity',
      'dev.mart.best.amount <- dev.sales.orders.amount identity',
    ]);
  });

  it('spells names as the event does', () => {
    const dataset = { namespace: redshift, name: 'DEV.Sales.Orders' };

    const analysis = readEventSql(
      request('create table mart.x as select id from sales.orders', {
        columns: [{ dataset, columns: ['id'] }],
      }),
    );

    expect(edgesOf(analysis!)).toEqual(['dev.mart.x.id <- DEV.Sales.Orders.id identity']);
  });

  it('a query alone writes the only output of the event', () => {
    const target = { namespace: redshift, name: 'dev.mart.value' };

    const analysis = readEventSql(request('select id as customer from sales.orders where paid', { target }));

    expect(edgesOf(analysis!)).toEqual(['dev.mart.value.customer <- dev.sales.orders.id identity']);
    expect(analysis!.influences[0]!.source).toMatchObject({ column: 'paid', kinds: ['FILTER'] });
  });

  it('knows the temporary tables of earlier statements, and their columns', () => {
    const temp = { namespace: redshift, name: 'totals' };

    const analysis = readEventSql(
      request('insert into mart.best select * from totals', {
        tempTables: ['totals'],
        columns: [
          { dataset: temp, columns: ['id', 'total'] },
          { dataset: { namespace: redshift, name: 'dev.mart.best' }, columns: ['id', 'amount'] },
        ],
      }),
    );

    expect(analysis!.datasets.find(({ name }) => name === 'totals')!.temp).toBe(true);
    expect(analysis!.columns.map(({ column, sources }) => `${column} < ${sources[0]!.column}`)).toEqual([
      'id < id',
      'amount < total',
    ]);
  });

  it.each(['select id from sales.orders', 'selekt id frm (', ''])('%j gives no lineage', (sql) => {
    expect(readEventSql(request(sql))).toBeNull();
  });
});
