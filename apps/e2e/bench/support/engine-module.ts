export * from '@tributary/sql-lineage';
