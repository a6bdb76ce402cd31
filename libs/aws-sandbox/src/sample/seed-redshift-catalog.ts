import type { ClientBase } from 'pg';
import type { SampleDatabase } from './sample-warehouse';

/** Makes a sample database's relations and what the catalog says about schemas, datashares and users. */
export async function seedRedshiftCatalog(client: ClientBase, database: SampleDatabase): Promise<void> {
  for (const sql of database.ddl) {
    try {
      await client.query(sql);
    } catch (error) {
      throw new Error(`the sample's DDL does not run on Postgres: ${sql}`, { cause: error });
    }
  }
  for (const { schema, glueDatabase } of database.externalSchemas ?? []) {
    // 1 = AWS Glue Data Catalog (SVV_EXTERNAL_SCHEMAS).
    await client.query(
      `insert into pg_redshift.svv_external_schemas (eskind, schemaname, esowner, databasename, esoptions)
       values (1, $1, 100, $2, '{"IAM_ROLE":"default"}')`,
      [schema, glueDatabase],
    );
  }
  for (const { consumerDatabase, producerNamespace, shareName, columns = [] } of database.datashares ?? []) {
    await client.query(
      `insert into pg_redshift.svv_datashares (share_name, consumer_database, share_type, producer_namespace)
       values ($1, $2, 'INBOUND', $3)`,
      [shareName, consumerDatabase, producerNamespace],
    );
    for (const [index, { schema, table, column, type }] of columns.entries())
      await client.query(
        `insert into pg_redshift.svv_redshift_columns (database_name, schema_name, table_name, column_name, ordinal_position, data_type)
         values ($1, $2, $3, $4, $5, $6)`,
        [consumerDatabase, schema, table, column, index + 1, type],
      );
  }
  for (const { user, searchPath } of database.searchPaths ?? []) {
    await client.query(
      `insert into pg_redshift.pg_user (usename, usesysid, useconfig)
       values ($1, (select max(usesysid) + 100 from pg_redshift.pg_user), $2)
       on conflict (usesysid) do nothing`,
      [user, [`search_path=${searchPath.join(', ')}`]],
    );
  }
}
