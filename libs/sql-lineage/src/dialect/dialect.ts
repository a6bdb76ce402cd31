/** A dialect this library answers for; Redshift and Athena are read natively, the others by the same tolerant parser. */
export type Dialect =
  | 'redshift'
  | 'athena'
  | 'postgres'
  | 'trino'
  | 'presto'
  | 'ansi'
  | 'spark'
  | 'databricks'
  | 'hive'
  | 'flink'
  | 'snowflake'
  | 'bigquery'
  | 'mysql'
  | 'tsql'
  | 'oracle'
  | 'duckdb'
  | 'clickhouse'
  | 'sqlite'
  | 'teradata'
  | 'db2'
  | 'vertica'
  | 'exasol';

const spellings: Readonly<Record<string, Dialect>> = {
  redshift: 'redshift',
  athena: 'athena',
  awsathena: 'athena',
  postgres: 'postgres',
  postgresql: 'postgres',
  trino: 'trino',
  presto: 'presto',
  prestodb: 'presto',
  prestosql: 'presto',
  ansi: 'ansi',
  generic: 'ansi',
  sql: 'ansi',
  spark: 'spark',
  sparksql: 'spark',
  spark3: 'spark',
  databricks: 'databricks',
  hive: 'hive',
  flink: 'flink',
  flinksql: 'flink',
  snowflake: 'snowflake',
  bigquery: 'bigquery',
  mysql: 'mysql',
  mariadb: 'mysql',
  tsql: 'tsql',
  mssql: 'tsql',
  sqlserver: 'tsql',
  synapse: 'tsql',
  oracle: 'oracle',
  duckdb: 'duckdb',
  clickhouse: 'clickhouse',
  sqlite: 'sqlite',
  teradata: 'teradata',
  db2: 'db2',
  vertica: 'vertica',
  exasol: 'exasol',
};

/** The dialect that a producer's spelling means, or undefined when we do not know it. */
export function toDialect(name: string): Dialect | undefined {
  const key = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return Object.hasOwn(spellings, key) ? spellings[key] : undefined;
}
