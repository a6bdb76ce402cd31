import { readSchemaFile } from './schema-file';

const context = { dialect: 'redshift', defaultDatabase: 'dev', searchPath: ['public'] } as const;
const table = (schema: string, name: string) =>
  ({ kind: 'table', database: 'dev', schema, name, temp: false }) as const;
const columnsIn = (text: string, schema: string, name: string) => {
  const file = readSchemaFile(text, context);
  if (!file.ok) throw new Error(file.detail);
  return file.schema.columns(table(schema, name));
};

describe('readSchemaFile', () => {
  it.each([
    ['lists', '{"sales.orders": ["id", "amount"]}'],
    ['lists below tables', '{"tables": {"dev.sales.orders": ["id", "amount"]}}'],
    ['objects', '{"sales.orders": [{"name": "id", "type": "bigint"}, {"name": "amount"}]}'],
    ['SQL', 'create table sales.orders (id bigint, amount numeric(10, 2));'],
  ])('reads %s', (_, text) => {
    expect(columnsIn(text, 'sales', 'orders')).toEqual(['id', 'amount']);
    expect(columnsIn(text, 'sales', 'other')).toBeUndefined();
  });

  it('a view of a SQL file sees the tables before it, and the last definition holds', () => {
    const text = `create table t (a int); create view v as select * from t; create table u (x int); create table u (y int);`;

    expect(columnsIn(text, 'public', 'v')).toEqual(['a']);
    expect(columnsIn(text, 'public', 'u')).toEqual(['y']);
  });

  it.each([
    ['{"sales.orders": ', 'malformed-json'],
    ['{"sales.orders": "id"}', 'schema-mismatch'],
    ['[]', 'schema-mismatch'],
    ['select 1', 'no-tables'],
    ['', 'no-tables'],
  ])('%j is refused as %s', (text, code) => {
    expect(readSchemaFile(text, context)).toMatchObject({ ok: false, code });
  });
});
